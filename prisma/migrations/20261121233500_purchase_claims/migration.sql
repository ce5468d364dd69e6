-- CreateTable
CREATE TABLE "PurchaseClaim" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "usedByUserId" UUID,
    "identityConnectedAt" TIMESTAMPTZ(3),
    "refusedAt" TIMESTAMPTZ(3),
    "refusedUserId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PurchaseClaim_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PurchaseClaim_customerId_key" ON "PurchaseClaim"("customerId");

-- CreateIndex
CREATE INDEX "PurchaseClaim_email_idx" ON "PurchaseClaim"("email");

-- CreateIndex
CREATE INDEX "PurchaseClaim_usedByUserId_idx" ON "PurchaseClaim"("usedByUserId");

-- CreateIndex
CREATE INDEX "PurchaseClaim_refusedAt_idx" ON "PurchaseClaim"("refusedAt");

-- AddForeignKey
ALTER TABLE "PurchaseClaim" ADD CONSTRAINT "PurchaseClaim_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Used means used by somebody, once.
ALTER TABLE "PurchaseClaim"
    ADD CONSTRAINT "PurchaseClaim_used_check" CHECK (("usedAt" IS NULL) = ("usedByUserId" IS NULL)),
    ADD CONSTRAINT "PurchaseClaim_refused_check" CHECK (("refusedAt" IS NULL) = ("refusedUserId" IS NULL));
