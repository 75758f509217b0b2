-- Stores one update for each of these notes in one statement, and gives the number that each got; nothing for a note
-- that is final or gone. Two statements within, because the second must see what was committed while the first waited
-- for the notes' locks: numbers of another server, a snapshot that was moved up, a note that became final.
CREATE FUNCTION "storeNoteUpdates"(ids uuid[], updates bytea[]) RETURNS TABLE ("noteId" uuid, "seq" integer) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  PERFORM FROM "Note" n WHERE n."id" = ANY (ids) ORDER BY n."id" FOR UPDATE;
  RETURN QUERY
    INSERT INTO "NoteUpdate" AS made ("noteId", "seq", "bytes")
    SELECT n."id", greatest(n."upToSeq", coalesce((SELECT max(u."seq") FROM "NoteUpdate" u WHERE u."noteId" = n."id"), 0)) + 1, given."bytes"
    FROM unnest(ids, updates) AS given ("id", "bytes")
    JOIN "Note" n ON n."id" = given."id"
    WHERE NOT EXISTS (SELECT FROM "Finalisation" f WHERE f."sessionId" = n."sessionId")
    RETURNING made."noteId", made."seq";
END
$$;
