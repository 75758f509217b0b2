-- Tells the worker at the commit that there is work, so that it need not ask all the time.
CREATE FUNCTION outbox_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY outbox;
  RETURN NULL;
END
$$;
CREATE TRIGGER outbox_notify AFTER INSERT OR UPDATE OF "notBefore" ON "Outbox"
  FOR EACH STATEMENT EXECUTE FUNCTION outbox_notify();
