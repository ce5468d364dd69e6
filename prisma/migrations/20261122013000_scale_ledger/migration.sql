-- CreateTable
CREATE TABLE "ScaleLicense" (
    "id" UUID NOT NULL,
    "licenseeId" TEXT NOT NULL,
    "purchase" TEXT,
    "line" TEXT,
    "terms" JSONB NOT NULL,
    "qty" INTEGER NOT NULL,
    "state" "LicenseState" NOT NULL DEFAULT 'VALID',
    "stateReason" TEXT,
    "validUntil" TIMESTAMPTZ(3),
    "cutAt" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "appliedRevision" INTEGER NOT NULL DEFAULT 0,
    "created" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ScaleLicense_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScaleIssue" (
    "id" UUID NOT NULL,
    "licenseId" UUID NOT NULL,
    "qty" INTEGER NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "remoteId" TEXT,
    "writtenUntil" TIMESTAMPTZ(3),
    "supersededAt" TIMESTAMPTZ(3),

    CONSTRAINT "ScaleIssue_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ScaleLicense_licenseeId_idx" ON "ScaleLicense"("licenseeId");

-- CreateIndex
CREATE INDEX "ScaleLicense_purchase_idx" ON "ScaleLicense"("purchase");

-- CreateIndex
CREATE UNIQUE INDEX "ScaleIssue_remoteId_key" ON "ScaleIssue"("remoteId");

-- CreateIndex
CREATE INDEX "ScaleIssue_licenseId_idx" ON "ScaleIssue"("licenseId");

-- AddForeignKey
ALTER TABLE "ScaleIssue" ADD CONSTRAINT "ScaleIssue_licenseId_fkey" FOREIGN KEY ("licenseId") REFERENCES "ScaleLicense"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One answer is waited for at a time: another request would be another license.
CREATE UNIQUE INDEX "ScaleIssue_waiting_key" ON "ScaleIssue"("licenseId") WHERE "remoteId" IS NULL;

-- What can't be used has an end.
ALTER TABLE "ScaleLicense" ADD CONSTRAINT "ScaleLicense_cut_check" CHECK ("state" = 'VALID' OR "cutAt" IS NOT NULL);
