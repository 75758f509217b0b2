import { Global, Module } from '@nestjs/common';
import { LiveGateway } from './live.gateway.js';
import { Live } from './live.service.js';

@Global()
@Module({ providers: [Live, LiveGateway], exports: [Live] })
export class LiveModule {}
