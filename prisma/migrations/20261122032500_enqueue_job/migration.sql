-- The queue's add_job clears the key of a job that runs, then inserts one unless there is a waiting one to replace. A worker that
-- takes the waiting one between these two steps makes it do nothing, and say so with a null only (docs/decisions/0032). So it is
-- asked again: then it sees that the job runs, and queues another behind it.
CREATE FUNCTION enqueue_job(task text, body json, due timestamptz, tries integer, key text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  queued bigint;
BEGIN
  FOR attempt IN 1..1000 LOOP
    SELECT job.id INTO queued FROM graphile_worker.add_job(
      task, body, run_at => due, max_attempts => tries, job_key => key, job_key_mode => 'replace') AS job;
    IF queued IS NOT NULL THEN
      RETURN queued;
    END IF;
  END LOOP;
  RAISE EXCEPTION 'Job % could not be queued', key;
END;
$$;
