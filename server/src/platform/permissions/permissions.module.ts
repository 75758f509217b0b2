import { Global, Module } from '@nestjs/common';
import { Permissions } from './permissions.service.js';

@Global()
@Module({ providers: [Permissions], exports: [Permissions] })
export class PermissionsModule {}
