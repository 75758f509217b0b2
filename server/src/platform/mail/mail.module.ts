import { Global, Module } from '@nestjs/common';
import { MailMarks } from './mail-marks.service.js';
import { Mailer } from './mailer.service.js';
import { MailTransport } from './transport.service.js';

@Global()
@Module({ providers: [Mailer, MailTransport, MailMarks], exports: [Mailer] })
export class MailModule {}
