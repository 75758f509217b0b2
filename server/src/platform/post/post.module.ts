import { Global, Module } from '@nestjs/common';
import { PostedMails } from './posted-mails.service.js';
import { PostOffice } from './post-office.service.js';
import { PostPage } from './post.page.js';

/** The mail server of a demonstration, and the pages that show what it got. */
@Global()
@Module({ providers: [PostOffice, PostedMails], controllers: [PostPage], exports: [PostOffice] })
export class PostModule {}
