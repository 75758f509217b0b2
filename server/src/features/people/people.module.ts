import { Module } from '@nestjs/common';
import { Administrators } from './administrators.service.js';
import { AuditController } from './audit.controller.js';
import { AuditTrail } from './audit-trail.service.js';
import { DemoSignIn } from './demo-sign-in.service.js';
import { FirstAdministrator } from './first-administrator.service.js';
import { Holdings } from './holdings.service.js';
import { MeController } from './me.controller.js';
import { MyData } from './me.service.js';
import { PeopleController } from './people.controller.js';
import { PeopleCsvImport } from './people-csv.service.js';
import { People } from './people.service.js';
import { PersonExports } from './person-export.service.js';
import { PersonRemoval } from './person-removal.service.js';
import { Positions } from './positions.service.js';
import { Roles } from './roles.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInJobs } from './sign-in.jobs.js';
import { SignInPage } from './sign-in.page.js';
import { SignIns } from './sign-ins.service.js';
import { Units } from './units.service.js';
import { UnitsController } from './units.controller.js';

@Module({
  controllers: [SignInController, SignInPage, MeController, PeopleController, UnitsController, AuditController],
  providers: [
    Administrators, AuditTrail, DemoSignIn, FirstAdministrator, Holdings, MyData, People, PeopleCsvImport, PersonExports, PersonRemoval,
    Positions, Roles, SignInJobs, SignIns, Units,
  ],
  exports: [DemoSignIn, FirstAdministrator, Holdings, People, PeopleCsvImport, Positions, Roles, SignIns, Units],
})
export class PeopleModule {}
