import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { LiveGateway } from './live.gateway.js';
import { Live } from './live.service.js';

@Global()
@Module({ imports: [DiscoveryModule], providers: [Live, LiveGateway], exports: [Live] })
export class LiveModule {}
