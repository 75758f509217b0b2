import { Module } from '@nestjs/common';
import { DemoSignIn } from './demo-sign-in.service.js';
import { FirstAdministrator } from './first-administrator.service.js';
import { MeController } from './me.controller.js';
import { MyData } from './me.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInJobs } from './sign-in.jobs.js';
import { SignInPage } from './sign-in.page.js';
import { SignIns } from './sign-ins.service.js';

@Module({
  controllers: [SignInController, SignInPage, MeController],
  providers: [SignIns, SignInJobs, DemoSignIn, FirstAdministrator, MyData],
  exports: [SignIns, DemoSignIn],
})
export class PeopleModule {}
