import { Global, Module } from '@nestjs/common';
import { PostOffice } from '../post/post-office.service.js';
import { MailMarks } from './mail-marks.service.js';
import { Mailer } from './mailer.service.js';
import { MailTransport } from './transport.service.js';

@Global()
@Module({ providers: [Mailer, MailTransport, MailMarks, PostOffice], exports: [Mailer, PostOffice] })
export class MailModule {}
