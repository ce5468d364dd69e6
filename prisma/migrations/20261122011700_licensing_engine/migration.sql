-- CreateEnum
CREATE TYPE "SigningKeyState" AS ENUM ('GENERATED', 'ACTIVE', 'RETIRED');

-- CreateEnum
CREATE TYPE "ApiKeyUse" AS ENUM ('VERIFY_SCALE_JWT', 'VERIFY_ID_TOKEN');

-- DropIndex
DROP INDEX "License_licenseContainerId_idx";

-- AlterTable
ALTER TABLE "License" ADD COLUMN     "allowedVersionLowerBound" TEXT,
ADD COLUMN     "allowedVersionUpperBound" TEXT,
ADD COLUMN     "allowedVersionsDisplayName" TEXT,
ADD COLUMN     "licenseModelId" UUID,
ADD COLUMN     "licenseModelName" TEXT,
ADD COLUMN     "maxAssignmentsPerUser" INTEGER,
ADD COLUMN     "productConfigInfo" JSONB,
ALTER COLUMN "concurrentUserDevicesPerSeat" DROP NOT NULL;

-- AlterTable
ALTER TABLE "LicenseConsumer" ADD COLUMN     "personOf" UUID;

-- AlterTable
ALTER TABLE "LicenseKey" ADD COLUMN     "rotatedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "LicenseUsage" (
    "licenseId" UUID NOT NULL,
    "usedQty" BIGINT NOT NULL DEFAULT 0,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LicenseUsage_pkey" PRIMARY KEY ("licenseId")
);

-- CreateTable
CREATE TABLE "LicensedProduct" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "displayName" TEXT,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LicensedProduct_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProductConfiguration" (
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "displayName" TEXT,
    "description" TEXT,
    "features" TEXT[],
    "qtyDimension" "QtyDimension" NOT NULL DEFAULT 'SEATS',
    "qtyEnforcementType" "QtyEnforcementType" NOT NULL DEFAULT 'ENFORCED',
    "licenseModelId" UUID,
    "externalReferences" TEXT[],
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProductConfiguration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LicenseModel" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "concurrentUserDevicesPerSeat" INTEGER,
    "concurrentUserAppInstancesPerSeat" INTEGER,
    "maxAssignmentsPerUser" INTEGER,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LicenseModel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActivationCode" (
    "id" UUID NOT NULL,
    "productConfigId" UUID NOT NULL,
    "batchId" UUID NOT NULL,
    "codeEncrypted" BYTEA NOT NULL,
    "codeHash" BYTEA NOT NULL,
    "codeHint" TEXT NOT NULL,
    "qty" INTEGER NOT NULL,
    "generateLicenseKey" BOOLEAN NOT NULL DEFAULT false,
    "allowedActivations" INTEGER,
    "redeemableFrom" TIMESTAMPTZ(3),
    "redeemableUntil" TIMESTAMPTZ(3),
    "validFrom" TIMESTAMPTZ(3),
    "validUntil" TIMESTAMPTZ(3),
    "validDays" INTEGER,
    "redeemedAt" TIMESTAMPTZ(3),
    "licenseeId" UUID,
    "licenseId" UUID,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ActivationCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClientBinding" (
    "id" BIGSERIAL NOT NULL,
    "leaseId" UUID NOT NULL,
    "previousLeaseId" UUID,
    "licenseId" UUID NOT NULL,
    "licenseConsumerId" UUID NOT NULL,
    "qty" INTEGER NOT NULL,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "validUntil" TIMESTAMPTZ(3) NOT NULL,
    "lastHeartbeat" TIMESTAMPTZ(3),
    "earliestNextHeartbeat" TIMESTAMPTZ(3),
    "releasedAt" TIMESTAMPTZ(3),
    "locked" BOOLEAN NOT NULL DEFAULT false,
    "qtyPreAlloc" INTEGER,
    "verifiedQty" BIGINT,
    "triggeredSeatUse" BOOLEAN NOT NULL DEFAULT false,
    "consumeDurationGrantedAt" TIMESTAMPTZ(3),
    "consumeDurationEndedAt" TIMESTAMPTZ(3),
    "cliApiKey" TEXT,
    "cliCountry" TEXT,
    "cliHostName" TEXT,
    "cliHwArch" TEXT,
    "cliHwId" TEXT,
    "cliHwLabel" TEXT,
    "cliInstallationId" TEXT,
    "cliLang" TEXT,
    "cliNetworkIpAddress" TEXT,
    "cliOs" TEXT,
    "cliOSUserName" TEXT,
    "cliProcessId" TEXT,
    "cliVersion" TEXT,
    "requestIpAddress" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ClientBinding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SigningKey" (
    "id" UUID NOT NULL,
    "state" "SigningKeyState" NOT NULL DEFAULT 'GENERATED',
    "activeSlot" TEXT,
    "publicJwk" JSONB NOT NULL,
    "privateKeyEncrypted" BYTEA NOT NULL,
    "activatedAt" TIMESTAMPTZ(3),
    "retiredAt" TIMESTAMPTZ(3),
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SigningKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "use" "ApiKeyUse" NOT NULL,
    "issuer" TEXT NOT NULL,
    "keyId" TEXT,
    "publicKey" TEXT,
    "jwksUrl" TEXT,
    "audiences" TEXT[],
    "permissions" TEXT[],
    "validUntil" TIMESTAMPTZ(3),
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LicensedProduct_name_key" ON "LicensedProduct"("name");

-- CreateIndex
CREATE INDEX "LicensedProduct_created_id_idx" ON "LicensedProduct"("created", "id");

-- CreateIndex
CREATE INDEX "ProductConfiguration_licenseModelId_idx" ON "ProductConfiguration"("licenseModelId");

-- CreateIndex
CREATE INDEX "ProductConfiguration_externalReferences_idx" ON "ProductConfiguration" USING GIN ("externalReferences");

-- CreateIndex
CREATE UNIQUE INDEX "ProductConfiguration_productId_name_key" ON "ProductConfiguration"("productId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "LicenseModel_name_key" ON "LicenseModel"("name");

-- CreateIndex
CREATE INDEX "LicenseModel_created_id_idx" ON "LicenseModel"("created", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ActivationCode_codeHash_key" ON "ActivationCode"("codeHash");

-- CreateIndex
CREATE UNIQUE INDEX "ActivationCode_licenseId_key" ON "ActivationCode"("licenseId");

-- CreateIndex
CREATE INDEX "ActivationCode_productConfigId_created_id_idx" ON "ActivationCode"("productConfigId", "created", "id");

-- CreateIndex
CREATE INDEX "ActivationCode_batchId_idx" ON "ActivationCode"("batchId");

-- CreateIndex
CREATE UNIQUE INDEX "ClientBinding_leaseId_key" ON "ClientBinding"("leaseId");

-- CreateIndex
CREATE UNIQUE INDEX "ClientBinding_previousLeaseId_key" ON "ClientBinding"("previousLeaseId");

-- CreateIndex
CREATE INDEX "ClientBinding_licenseId_validUntil_idx" ON "ClientBinding"("licenseId", "validUntil");

-- CreateIndex
CREATE INDEX "ClientBinding_licenseConsumerId_licenseId_idx" ON "ClientBinding"("licenseConsumerId", "licenseId");

-- CreateIndex
CREATE INDEX "ClientBinding_validUntil_idx" ON "ClientBinding"("validUntil");

-- CreateIndex
CREATE UNIQUE INDEX "SigningKey_activeSlot_key" ON "SigningKey"("activeSlot");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_use_issuer_keyId_key" ON "ApiKey"("use", "issuer", "keyId");

-- CreateIndex
CREATE INDEX "License_licenseContainerId_productName_idx" ON "License"("licenseContainerId", "productName");

-- CreateIndex
CREATE INDEX "License_productReference_idx" ON "License"("productReference");

-- CreateIndex
CREATE UNIQUE INDEX "LicenseConsumer_personOf_key" ON "LicenseConsumer"("personOf");

-- CreateIndex
CREATE INDEX "LicenseConsumer_created_id_idx" ON "LicenseConsumer"("created", "id");

-- CreateIndex
CREATE INDEX "LicenseConsumer_name_id_idx" ON "LicenseConsumer"("name", "id");

-- CreateIndex
CREATE INDEX "Licensee_created_id_idx" ON "Licensee"("created", "id");

-- CreateIndex
CREATE INDEX "Licensee_name_id_idx" ON "Licensee"("name", "id");

-- AddForeignKey
ALTER TABLE "LicenseConsumer" ADD CONSTRAINT "LicenseConsumer_personOf_fkey" FOREIGN KEY ("personOf") REFERENCES "Licensee"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LicenseUsage" ADD CONSTRAINT "LicenseUsage_licenseId_fkey" FOREIGN KEY ("licenseId") REFERENCES "License"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProductConfiguration" ADD CONSTRAINT "ProductConfiguration_productId_fkey" FOREIGN KEY ("productId") REFERENCES "LicensedProduct"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProductConfiguration" ADD CONSTRAINT "ProductConfiguration_licenseModelId_fkey" FOREIGN KEY ("licenseModelId") REFERENCES "LicenseModel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivationCode" ADD CONSTRAINT "ActivationCode_productConfigId_fkey" FOREIGN KEY ("productConfigId") REFERENCES "ProductConfiguration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClientBinding" ADD CONSTRAINT "ClientBinding_licenseId_fkey" FOREIGN KEY ("licenseId") REFERENCES "License"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClientBinding" ADD CONSTRAINT "ClientBinding_licenseConsumerId_fkey" FOREIGN KEY ("licenseConsumerId") REFERENCES "LicenseConsumer"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- The consumer that each person licensee was set up with, told until now by its ids and its access.
UPDATE "LicenseConsumer" AS consumer
SET "personOf" = licensee."id"
FROM "Licensee" AS licensee
WHERE licensee."type" = 'PERSON'
    AND consumer."type" = 'PERSON'
    AND (
        consumer."externalReference" = licensee."externalReference"
        OR (licensee."externalReference" IS NULL AND consumer."naturalId" = licensee."naturalId")
    )
    AND EXISTS (
        SELECT 1
        FROM "ContainerAccess" AS access
        JOIN "LicenseContainer" AS container ON container."id" = access."licenseContainerId"
        WHERE container."defaultOf" = licensee."id" AND access."licenseConsumerId" = consumer."id"
    );

-- What the Prisma schema cannot say.
ALTER TABLE "License"
    DROP CONSTRAINT "License_qty_check",
    -- -1: unlimited.
    ADD CONSTRAINT "License_qty_check" CHECK ("qty" > 0 OR "qty" = -1);

ALTER TABLE "LicenseContainer"
    ADD CONSTRAINT "LicenseContainer_defaultOf_check" CHECK ("defaultOf" = "licenseeId");

ALTER TABLE "LicenseConsumer"
    ADD CONSTRAINT "LicenseConsumer_identity_check" CHECK ("type" <> 'LICENSE_KEY' OR "connectedIdentityId" IS NULL);

ALTER TABLE "LicenseModel"
    ADD CONSTRAINT "LicenseModel_limits_check" CHECK (
        "concurrentUserDevicesPerSeat" > 0 AND "concurrentUserAppInstancesPerSeat" > 0 AND "maxAssignmentsPerUser" > 0
    );

ALTER TABLE "LicenseUsage"
    ADD CONSTRAINT "LicenseUsage_usedQty_check" CHECK ("usedQty" >= 0);

ALTER TABLE "ActivationCode"
    ADD CONSTRAINT "ActivationCode_qty_check" CHECK ("qty" > 0 OR "qty" = -1),
    ADD CONSTRAINT "ActivationCode_validDays_check" CHECK (
        "validDays" IS NULL OR ("validDays" > 0 AND "validFrom" IS NULL AND "validUntil" IS NULL)
    ),
    ADD CONSTRAINT "ActivationCode_validity_check" CHECK ("validUntil" >= "validFrom"),
    ADD CONSTRAINT "ActivationCode_window_check" CHECK ("redeemableUntil" > "redeemableFrom"),
    ADD CONSTRAINT "ActivationCode_redeemed_check" CHECK (
        ("redeemedAt" IS NULL) = ("licenseId" IS NULL) AND ("redeemedAt" IS NULL) = ("licenseeId" IS NULL)
    );

ALTER TABLE "ClientBinding"
    ADD CONSTRAINT "ClientBinding_qty_check" CHECK ("qty" > 0),
    ADD CONSTRAINT "ClientBinding_validity_check" CHECK ("validUntil" >= "validFrom");

ALTER TABLE "SigningKey"
    ADD CONSTRAINT "SigningKey_activeSlot_check" CHECK (("state" = 'ACTIVE') = ("activeSlot" IS NOT DISTINCT FROM 'ACTIVE'));

ALTER TABLE "ApiKey"
    ADD CONSTRAINT "ApiKey_key_check" CHECK (
        ("publicKey" IS NULL) <> ("jwksUrl" IS NULL) AND ("publicKey" IS NULL) = ("keyId" IS NULL)
    ),
    ADD CONSTRAINT "ApiKey_audiences_check" CHECK ("use" <> 'VERIFY_ID_TOKEN' OR COALESCE(cardinality("audiences"), 0) > 0);

-- Case-insensitive search by the beginning of a name.
CREATE INDEX "Licensee_lower_name_idx" ON "Licensee" (lower("name") text_pattern_ops);
CREATE INDEX "LicenseConsumer_lower_name_idx" ON "LicenseConsumer" (lower("name") text_pattern_ops);

-- Exactly one default container for each licensee, at every commit: at most one by the unique index, at least one here.
CREATE FUNCTION require_default_container() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner uuid;
BEGIN
    IF TG_TABLE_NAME = 'Licensee' THEN
        owner := NEW."id";
    ELSIF TG_OP = 'DELETE' THEN
        owner := OLD."licenseeId";
    ELSE
        owner := NEW."licenseeId";
    END IF;
    IF EXISTS (SELECT 1 FROM "Licensee" WHERE "id" = owner)
        AND NOT EXISTS (SELECT 1 FROM "LicenseContainer" WHERE "defaultOf" = owner) THEN
        RAISE EXCEPTION 'Licensee % has no default container', owner
            USING ERRCODE = 'check_violation', CONSTRAINT = 'Licensee_default_container_check';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "Licensee_default_container" AFTER INSERT ON "Licensee"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_default_container();
CREATE CONSTRAINT TRIGGER "LicenseContainer_default_container" AFTER UPDATE OR DELETE ON "LicenseContainer"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_default_container();

-- The e-mail of a person licensee belongs to no license consumer but its own (10Duke Scale: Create customers).
-- Two tables can't share a unique index: whoever writes an e-mail waits for whoever else is writing it. The locks come
-- out of 1024, so that a transaction with very many rows stays within the server's lock table.
CREATE FUNCTION lock_email(email text) RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtext('license email'), hashtext(email) & 1023);
$$;

CREATE FUNCTION refuse_consumers_email() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM lock_email(NEW."email");
    IF EXISTS (
        SELECT 1 FROM "LicenseConsumer" WHERE "email" = NEW."email" AND "personOf" IS DISTINCT FROM NEW."id"
    ) THEN
        RAISE EXCEPTION 'A license consumer has this e-mail'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'Licensee_consumer_email_key', DETAIL = 'Key (email) already exists.';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER "Licensee_email_insert" BEFORE INSERT ON "Licensee"
    FOR EACH ROW WHEN (NEW."email" IS NOT NULL AND NEW."type" = 'PERSON') EXECUTE FUNCTION refuse_consumers_email();
CREATE TRIGGER "Licensee_email_update" BEFORE UPDATE OF "email" ON "Licensee"
    FOR EACH ROW WHEN (NEW."email" IS DISTINCT FROM OLD."email" AND NEW."email" IS NOT NULL AND NEW."type" = 'PERSON')
    EXECUTE FUNCTION refuse_consumers_email();

CREATE FUNCTION refuse_persons_email() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM lock_email(NEW."email");
    IF EXISTS (
        SELECT 1 FROM "Licensee"
        WHERE "email" = NEW."email" AND "type" = 'PERSON' AND "id" IS DISTINCT FROM NEW."personOf"
    ) THEN
        RAISE EXCEPTION 'A person licensee has this e-mail'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'LicenseConsumer_licensee_email_key', DETAIL = 'Key (email) already exists.';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER "LicenseConsumer_email_insert" BEFORE INSERT ON "LicenseConsumer"
    FOR EACH ROW WHEN (NEW."email" IS NOT NULL) EXECUTE FUNCTION refuse_persons_email();
CREATE TRIGGER "LicenseConsumer_email_update" BEFORE UPDATE OF "email" ON "LicenseConsumer"
    FOR EACH ROW WHEN (NEW."email" IS DISTINCT FROM OLD."email" AND NEW."email" IS NOT NULL)
    EXECUTE FUNCTION refuse_persons_email();

-- Deleting a license-key consumer deletes its license and the reverse (10Duke Scale: Delete license consumers),
-- also where a container or a licensee takes the license along.
CREATE FUNCTION delete_with_license_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM "License" WHERE "id" = OLD."licenseId";
    DELETE FROM "LicenseConsumer" WHERE "id" = OLD."licenseConsumerId";
    RETURN NULL;
END $$;

CREATE TRIGGER "LicenseKey_delete" AFTER DELETE ON "LicenseKey"
    FOR EACH ROW EXECUTE FUNCTION delete_with_license_key();
