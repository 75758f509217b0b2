import { Global, Module } from '@nestjs/common';
import { PagesController } from './pages.controller.js';
import { Pages } from './pages.service.js';

@Global()
@Module({ providers: [Pages], controllers: [PagesController], exports: [Pages] })
export class PagesModule {}
