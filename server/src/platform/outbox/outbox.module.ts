import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Outbox } from './outbox.service.js';
import { OutboxRows } from './outbox-rows.service.js';
import { OutboxWorker } from './outbox.worker.js';

@Global()
@Module({ imports: [DiscoveryModule], providers: [Outbox, OutboxRows, OutboxWorker], exports: [Outbox, OutboxWorker] })
export class OutboxModule {}
