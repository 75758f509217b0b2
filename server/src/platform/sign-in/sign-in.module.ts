import { Global, Module } from '@nestjs/common';
import { Guests } from './guests.service.js';
import { Viewers } from './viewers.service.js';

@Global()
@Module({ providers: [Viewers, Guests], exports: [Viewers, Guests] })
export class SignInModule {}
