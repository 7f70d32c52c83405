-- The journal's records in PostgreSQL, behind Orleans' ADO.NET grain storage. Applied at every start; changes nothing the second time.
--
-- Everything lies in a schema of its own, so that it meets no other application's Orleans tables. The primary key is what makes
-- "insert, or conflict" true: of two activations that insert the same record, the database lets one through.
--
-- The provider takes its statements from OrleansQuery. Their keys, the parameter names and the result columns NewGrainStateVersion,
-- PayloadBinary and Version are its contract; the parameters for number-like keys and hashes are not used, because the silo passes
-- whole grain ids in GrainIdExtensionString. No row in the answer to a write means that the version did not fit.

SELECT pg_advisory_xact_lock(7310579648551);

CREATE SCHEMA IF NOT EXISTS interactions;

CREATE TABLE IF NOT EXISTS interactions.journal_record
(
    service_id text COLLATE "C" NOT NULL,
    grain_id   text COLLATE "C" NOT NULL,
    name       text COLLATE "C" NOT NULL,
    version    integer NOT NULL,
    payload    bytea NOT NULL,
    PRIMARY KEY (service_id, grain_id, name)
);

-- Checksummed bytes of small integers hardly compress; large ones are stored beside the row as they are.
ALTER TABLE interactions.journal_record ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE TABLE IF NOT EXISTS interactions.orleansquery
(
    querykey  varchar(64) PRIMARY KEY,
    querytext varchar(8000) NOT NULL
);

INSERT INTO interactions.orleansquery (querykey, querytext) VALUES
(
    'ReadFromStorageKey',
    'SELECT payload AS PayloadBinary, version AS Version
     FROM interactions.journal_record
     WHERE service_id = @ServiceId AND grain_id = @GrainIdExtensionString AND name = @GrainTypeString'
),
(
    'WriteToStorageKey',
    'WITH inserted AS (
        INSERT INTO interactions.journal_record (service_id, grain_id, name, version, payload)
        SELECT @ServiceId, @GrainIdExtensionString, @GrainTypeString, 1, @PayloadBinary
        WHERE @GrainStateVersion IS NULL
        ON CONFLICT DO NOTHING
        RETURNING version
     ), updated AS (
        UPDATE interactions.journal_record SET version = version + 1, payload = @PayloadBinary
        WHERE service_id = @ServiceId AND grain_id = @GrainIdExtensionString AND name = @GrainTypeString AND version = @GrainStateVersion
        RETURNING version
     )
     SELECT version AS NewGrainStateVersion FROM inserted UNION ALL SELECT version FROM updated'
),
(
    'ClearStorageKey',
    'DELETE FROM interactions.journal_record
     WHERE service_id = @ServiceId AND grain_id = @GrainIdExtensionString AND name = @GrainTypeString AND version = @GrainStateVersion
     RETURNING version + 1 AS NewGrainStateVersion'
),
(
    'DeleteStorageKey',
    'DELETE FROM interactions.journal_record
     WHERE service_id = @ServiceId AND grain_id = @GrainIdExtensionString AND name = @GrainTypeString AND version = @GrainStateVersion
     RETURNING version + 1 AS NewGrainStateVersion'
)
ON CONFLICT (querykey) DO UPDATE SET querytext = EXCLUDED.querytext;
