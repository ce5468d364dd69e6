-- AlterTable
ALTER TABLE "SigningKey" ADD COLUMN     "tokensUntil" TIMESTAMPTZ(3);

-- DropIndex
DROP INDEX "ClientBinding_licenseId_validUntil_idx";

-- CreateIndex
CREATE INDEX "ClientBinding_licenseId_releasedAt_validUntil_idx" ON "ClientBinding"("licenseId", "releasedAt", "validUntil");
