-- Policies that an offer can override (null: the default).
CREATE TYPE "PartialRefundPolicy" AS ENUM ('KEEP_AND_FLAG', 'REVOKE');
CREATE TYPE "DisputePolicy" AS ENUM ('SUSPEND', 'KEEP');
ALTER TABLE "Offer"
    ADD COLUMN "partialRefund" "PartialRefundPolicy",
    ADD COLUMN "dispute" "DisputePolicy";

ALTER TABLE "Grant"
    ADD COLUMN "validUntil" TIMESTAMPTZ(3),
    ADD COLUMN "endedAt" TIMESTAMPTZ(3);

CREATE TABLE "Refund" (
    "id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "providerRefundId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "paymentId" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "amountMinor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "reason" TEXT,
    "lines" TEXT[],
    "refundedAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Refund_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Refund_provider_providerRefundId_key" ON "Refund"("provider", "providerRefundId");
CREATE INDEX "Refund_subject_idx" ON "Refund"("subject");
CREATE INDEX "Refund_customerId_idx" ON "Refund"("customerId");
ALTER TABLE "Refund" ADD CONSTRAINT "Refund_customerId_fkey"
    FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "Dispute" (
    "id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "providerDisputeId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "paymentId" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "amountMinor" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "reason" TEXT,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Dispute_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Dispute_provider_providerDisputeId_key" ON "Dispute"("provider", "providerDisputeId");
CREATE INDEX "Dispute_subject_idx" ON "Dispute"("subject");
CREATE INDEX "Dispute_customerId_idx" ON "Dispute"("customerId");
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_customerId_fkey"
    FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "OperatorHold" (
    "id" UUID NOT NULL,
    "licenseId" TEXT NOT NULL,
    "openFor" TEXT,
    "customerId" UUID,
    "reason" TEXT NOT NULL,
    "validUntil" TIMESTAMPTZ(3),
    "placedBy" TEXT NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "liftedBy" TEXT,
    "liftedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OperatorHold_pkey" PRIMARY KEY ("id"),
    -- Open and lifted are told by one fact each, and they must agree.
    CONSTRAINT "OperatorHold_open_check" CHECK (("openFor" IS NULL) = ("liftedAt" IS NOT NULL))
);
CREATE UNIQUE INDEX "OperatorHold_openFor_key" ON "OperatorHold"("openFor");
CREATE INDEX "OperatorHold_licenseId_idx" ON "OperatorHold"("licenseId");

CREATE TABLE "SupportFlag" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "customerId" UUID,
    "reason" TEXT NOT NULL,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedBy" TEXT,
    "resolvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SupportFlag_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "SupportFlag_key_key" ON "SupportFlag"("key");
CREATE INDEX "SupportFlag_resolvedAt_raisedAt_idx" ON "SupportFlag"("resolvedAt", "raisedAt");
CREATE INDEX "SupportFlag_customerId_idx" ON "SupportFlag"("customerId");
ALTER TABLE "SupportFlag" ADD CONSTRAINT "SupportFlag_customerId_fkey"
    FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
