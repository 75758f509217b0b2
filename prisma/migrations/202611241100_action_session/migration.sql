-- Who may see an action is asked of every row in a list: over outcome and note that is too far to join twice.
alter table "Action" add column "sessionId" uuid;
update "Action" a set "sessionId" = n."sessionId" from "Outcome" o join "Note" n on n."id" = o."noteId" where o."id" = a."outcomeId";
alter table "Action" alter column "sessionId" set not null;
alter table "Action" add constraint "Action_sessionId_fkey" foreign key ("sessionId") references "Session" ("id") on delete cascade on update cascade;
create index "Action_sessionId_idx" on "Action" ("sessionId");

-- It is its outcome's, whatever somebody writes there.
create function action_session() returns trigger language plpgsql as $$
begin
  select n."sessionId" into new."sessionId" from "Outcome" o join "Note" n on n."id" = o."noteId" where o."id" = new."outcomeId";
  return new;
end $$;
create trigger action_session before insert or update of "outcomeId", "sessionId" on "Action" for each row execute function action_session();
