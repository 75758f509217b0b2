import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AuditModule } from './audit/audit.module.js';
import { SETTINGS, type Settings } from './config/settings.js';
import { SignedInGuard } from './contract/signed-in.js';
import { Database } from './database/database.service.js';
import { FailureFilter } from './failures/failure.filter.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LimitsModule } from './limits/limits.module.js';
import { LiveModule } from './live/live.module.js';
import { MailModule } from './mail/mail.module.js';
import { OutboxModule } from './outbox/outbox.module.js';
import { PagesModule } from './pages/pages.module.js';
import { PermissionsModule } from './permissions/permissions.module.js';
import { PostModule } from './post/post.module.js';
import { SignInModule } from './sign-in/sign-in.module.js';
import { TokensModule } from './tokens/tokens.module.js';

/** What every feature stands on. */
@Global()
@Module({})
export class PlatformModule {
  static with(settings: Settings, databaseUrl: string): DynamicModule {
    return {
      module: PlatformModule,
      imports: [AuditModule, JobsModule, LimitsModule, OutboxModule, PermissionsModule, SignInModule, LiveModule, PagesModule, TokensModule, MailModule, PostModule],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: Database, useFactory: () => new Database(databaseUrl) },
        { provide: APP_GUARD, useClass: SignedInGuard },
        { provide: APP_FILTER, useClass: FailureFilter },
      ],
      exports: [SETTINGS, Database],
    };
  }
}
