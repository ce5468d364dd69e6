-- CreateEnum
CREATE TYPE "OfferKind" AS ENUM ('SUBSCRIPTION', 'PERPETUAL', 'FIXED_TERM');

-- CreateEnum
CREATE TYPE "OfferAccess" AS ENUM ('IDENTITY', 'KEY');

-- CreateEnum
CREATE TYPE "PurchaseIntentStatus" AS ENUM ('OPEN', 'COMPLETED', 'CLOSED');

-- CreateEnum
CREATE TYPE "CustomerType" AS ENUM ('PERSON', 'ORGANIZATION');

-- CreateEnum
CREATE TYPE "CustomerOrigin" AS ENUM ('MANAGED', 'ECOMMERCE', 'MANUAL');

-- CreateEnum
CREATE TYPE "MembershipRole" AS ENUM ('OWNER', 'ADMIN', 'MEMBER');

-- CreateEnum
CREATE TYPE "Provider" AS ENUM ('STRIPE', 'FASTSPRING');

-- CreateEnum
CREATE TYPE "LicenseeType" AS ENUM ('PERSON', 'ORGANIZATION');

-- CreateEnum
CREATE TYPE "LicenseConsumerType" AS ENUM ('PERSON', 'DEVICE', 'LICENSE_KEY');

-- CreateEnum
CREATE TYPE "LicenseState" AS ENUM ('VALID', 'SUSPENDED', 'REVOKED');

-- CreateEnum
CREATE TYPE "QtyDimension" AS ENUM ('SEATS', 'USE_COUNT', 'USE_TIME');

-- CreateEnum
CREATE TYPE "QtyEnforcementType" AS ENUM ('ENFORCED', 'METERED');

-- CreateEnum
CREATE TYPE "InboxStatus" AS ENUM ('WAITING', 'DONE', 'IGNORED', 'PARKED');

-- CreateEnum
CREATE TYPE "MailStatus" AS ENUM ('WAITING', 'SENT', 'FAILED');

-- CreateTable
CREATE TABLE "Product" (
    "id" UUID NOT NULL,
    "productName" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "features" TEXT[],
    "position" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Offer" (
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "kind" "OfferKind" NOT NULL,
    "access" "OfferAccess" NOT NULL,
    "seatsPerUnit" INTEGER NOT NULL DEFAULT 1,
    "minimumQuantity" INTEGER NOT NULL DEFAULT 1,
    "maximumQuantity" INTEGER NOT NULL DEFAULT 1000,
    "termDays" INTEGER,
    "trialDays" INTEGER NOT NULL DEFAULT 0,
    "graceDays" INTEGER,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OfferPrice" (
    "id" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "providerPriceId" TEXT NOT NULL,
    "currency" TEXT,
    "unitAmountMinor" INTEGER,
    "interval" TEXT,
    "intervalCount" INTEGER,
    "fetchedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OfferPrice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PurchaseIntent" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "quantity" INTEGER NOT NULL,
    "status" "PurchaseIntentStatus" NOT NULL DEFAULT 'OPEN',
    "openSlot" TEXT,
    "checkoutSessionId" TEXT,
    "checkoutUrl" TEXT,
    "expiresAt" TIMESTAMPTZ(3),
    "subject" TEXT,
    "createdByUserId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PurchaseIntent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Subscription" (
    "id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "providerSubscriptionId" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "cancelAtPeriodEnd" BOOLEAN NOT NULL,
    "cancelAt" TIMESTAMPTZ(3),
    "canceledAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "currentPeriodEnd" TIMESTAMPTZ(3),
    "trialEnd" TIMESTAMPTZ(3),
    "pastDueSince" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SubscriptionItem" (
    "id" UUID NOT NULL,
    "subscriptionId" UUID NOT NULL,
    "providerItemId" TEXT NOT NULL,
    "providerPriceId" TEXT NOT NULL,
    "offerId" UUID,
    "quantity" INTEGER NOT NULL,
    "unitAmountMinor" INTEGER,

    CONSTRAINT "SubscriptionItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "providerOrderId" TEXT NOT NULL,
    "paymentId" TEXT,
    "customerId" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "totalMinor" INTEGER NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderLine" (
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "providerLineId" TEXT NOT NULL,
    "providerPriceId" TEXT NOT NULL,
    "offerId" UUID,
    "quantity" INTEGER NOT NULL,
    "totalMinor" INTEGER NOT NULL,

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Customer" (
    "id" UUID NOT NULL,
    "type" "CustomerType" NOT NULL,
    "origin" "CustomerOrigin" NOT NULL,
    "name" TEXT NOT NULL,
    "displayName" TEXT,
    "email" TEXT,
    "licenseeId" TEXT,
    "foundedByUserId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "role" "MembershipRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProviderCustomer" (
    "id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "providerCustomerId" TEXT,
    "customerId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProviderCustomer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grant" (
    "id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "subject" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "licenseId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "emailVerified" TIMESTAMPTZ(3),
    "image" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "sessionToken" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VerificationToken" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VerificationToken_pkey" PRIMARY KEY ("identifier","token")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Licensee" (
    "id" UUID NOT NULL,
    "type" "LicenseeType" NOT NULL,
    "name" TEXT NOT NULL,
    "displayName" TEXT,
    "naturalId" TEXT NOT NULL,
    "email" TEXT,
    "externalReference" TEXT,
    "description" TEXT,
    "contactInfo" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Licensee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LicenseContainer" (
    "id" UUID NOT NULL,
    "licenseeId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "defaultOf" UUID,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LicenseContainer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LicenseConsumer" (
    "id" UUID NOT NULL,
    "type" "LicenseConsumerType" NOT NULL,
    "name" TEXT NOT NULL,
    "displayName" TEXT,
    "email" TEXT,
    "naturalId" TEXT NOT NULL,
    "externalReference" TEXT,
    "connectedIdentityId" TEXT,
    "contactInfo" TEXT,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LicenseConsumer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContainerAccess" (
    "id" UUID NOT NULL,
    "licenseContainerId" UUID NOT NULL,
    "licenseConsumerId" UUID NOT NULL,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ContainerAccess_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "License" (
    "id" UUID NOT NULL,
    "licenseContainerId" UUID NOT NULL,
    "productName" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "qty" INTEGER NOT NULL,
    "qtyDimension" "QtyDimension" NOT NULL DEFAULT 'SEATS',
    "qtyEnforcementType" "QtyEnforcementType" NOT NULL DEFAULT 'ENFORCED',
    "features" TEXT[],
    "concurrentUserDevicesPerSeat" INTEGER NOT NULL DEFAULT 1,
    "concurrentUserAppInstancesPerSeat" INTEGER,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "validUntil" TIMESTAMPTZ(3),
    "state" "LicenseState" NOT NULL DEFAULT 'VALID',
    "stateReason" TEXT,
    "contractReference" TEXT,
    "orderReference" TEXT,
    "subscriptionReference" TEXT,
    "productReference" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "License_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LicenseKey" (
    "id" UUID NOT NULL,
    "licenseId" UUID NOT NULL,
    "licenseConsumerId" UUID NOT NULL,
    "keyEncrypted" BYTEA NOT NULL,
    "keyHash" BYTEA NOT NULL,
    "keyHint" TEXT NOT NULL,
    "allowedActivations" INTEGER,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LicenseKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboxEvent" (
    "id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "eventId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "apiVersion" TEXT,
    "subject" TEXT,
    "status" "InboxStatus" NOT NULL,
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "rawBody" TEXT NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handledAt" TIMESTAMPTZ(3),

    CONSTRAINT "InboxEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutgoingMail" (
    "id" UUID NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "status" "MailStatus" NOT NULL DEFAULT 'WAITING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutgoingMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entityId" TEXT NOT NULL,
    "customerId" UUID,
    "before" JSONB,
    "after" JSONB,
    "cause" TEXT NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkerHeartbeat" (
    "workerId" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkerHeartbeat_pkey" PRIMARY KEY ("workerId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Product_productName_key" ON "Product"("productName");

-- CreateIndex
CREATE UNIQUE INDEX "Offer_sku_key" ON "Offer"("sku");

-- CreateIndex
CREATE INDEX "Offer_productId_idx" ON "Offer"("productId");

-- CreateIndex
CREATE UNIQUE INDEX "OfferPrice_provider_providerPriceId_key" ON "OfferPrice"("provider", "providerPriceId");

-- CreateIndex
CREATE UNIQUE INDEX "OfferPrice_offerId_provider_key" ON "OfferPrice"("offerId", "provider");

-- CreateIndex
CREATE UNIQUE INDEX "PurchaseIntent_openSlot_key" ON "PurchaseIntent"("openSlot");

-- CreateIndex
CREATE UNIQUE INDEX "PurchaseIntent_checkoutSessionId_key" ON "PurchaseIntent"("checkoutSessionId");

-- CreateIndex
CREATE INDEX "PurchaseIntent_customerId_idx" ON "PurchaseIntent"("customerId");

-- CreateIndex
CREATE INDEX "PurchaseIntent_offerId_idx" ON "PurchaseIntent"("offerId");

-- CreateIndex
CREATE INDEX "Subscription_customerId_idx" ON "Subscription"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_provider_providerSubscriptionId_key" ON "Subscription"("provider", "providerSubscriptionId");

-- CreateIndex
CREATE UNIQUE INDEX "SubscriptionItem_subscriptionId_providerItemId_key" ON "SubscriptionItem"("subscriptionId", "providerItemId");

-- CreateIndex
CREATE INDEX "Order_customerId_idx" ON "Order"("customerId");

-- CreateIndex
CREATE INDEX "Order_paymentId_idx" ON "Order"("paymentId");

-- CreateIndex
CREATE UNIQUE INDEX "Order_provider_providerOrderId_key" ON "Order"("provider", "providerOrderId");

-- CreateIndex
CREATE UNIQUE INDEX "OrderLine_orderId_providerLineId_key" ON "OrderLine"("orderId", "providerLineId");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_licenseeId_key" ON "Customer"("licenseeId");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_foundedByUserId_key" ON "Customer"("foundedByUserId");

-- CreateIndex
CREATE INDEX "Customer_email_idx" ON "Customer"("email");

-- CreateIndex
CREATE INDEX "Membership_customerId_idx" ON "Membership"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_userId_customerId_key" ON "Membership"("userId", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "ProviderCustomer_provider_providerCustomerId_key" ON "ProviderCustomer"("provider", "providerCustomerId");

-- CreateIndex
CREATE UNIQUE INDEX "ProviderCustomer_customerId_provider_key" ON "ProviderCustomer"("customerId", "provider");

-- CreateIndex
CREATE UNIQUE INDEX "Grant_licenseId_key" ON "Grant"("licenseId");

-- CreateIndex
CREATE INDEX "Grant_customerId_idx" ON "Grant"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "Grant_provider_subject_line_key" ON "Grant"("provider", "subject", "line");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_provider_providerAccountId_key" ON "Account"("provider", "providerAccountId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_sessionToken_key" ON "Session"("sessionToken");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Session_expires_idx" ON "Session"("expires");

-- CreateIndex
CREATE UNIQUE INDEX "VerificationToken_token_key" ON "VerificationToken"("token");

-- CreateIndex
CREATE INDEX "VerificationToken_expires_idx" ON "VerificationToken"("expires");

-- CreateIndex
CREATE INDEX "RateLimit_expire_idx" ON "RateLimit"("expire");

-- CreateIndex
CREATE UNIQUE INDEX "Licensee_naturalId_key" ON "Licensee"("naturalId");

-- CreateIndex
CREATE UNIQUE INDEX "Licensee_email_key" ON "Licensee"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Licensee_externalReference_key" ON "Licensee"("externalReference");

-- CreateIndex
CREATE UNIQUE INDEX "LicenseContainer_defaultOf_key" ON "LicenseContainer"("defaultOf");

-- CreateIndex
CREATE INDEX "LicenseContainer_licenseeId_idx" ON "LicenseContainer"("licenseeId");

-- CreateIndex
CREATE UNIQUE INDEX "LicenseConsumer_email_key" ON "LicenseConsumer"("email");

-- CreateIndex
CREATE UNIQUE INDEX "LicenseConsumer_naturalId_key" ON "LicenseConsumer"("naturalId");

-- CreateIndex
CREATE UNIQUE INDEX "LicenseConsumer_externalReference_key" ON "LicenseConsumer"("externalReference");

-- CreateIndex
CREATE UNIQUE INDEX "LicenseConsumer_connectedIdentityId_key" ON "LicenseConsumer"("connectedIdentityId");

-- CreateIndex
CREATE INDEX "ContainerAccess_licenseConsumerId_idx" ON "ContainerAccess"("licenseConsumerId");

-- CreateIndex
CREATE UNIQUE INDEX "ContainerAccess_licenseContainerId_licenseConsumerId_key" ON "ContainerAccess"("licenseContainerId", "licenseConsumerId");

-- CreateIndex
CREATE INDEX "License_licenseContainerId_idx" ON "License"("licenseContainerId");

-- CreateIndex
CREATE INDEX "License_subscriptionReference_idx" ON "License"("subscriptionReference");

-- CreateIndex
CREATE INDEX "License_orderReference_idx" ON "License"("orderReference");

-- CreateIndex
CREATE INDEX "License_contractReference_idx" ON "License"("contractReference");

-- CreateIndex
CREATE UNIQUE INDEX "LicenseKey_licenseId_key" ON "LicenseKey"("licenseId");

-- CreateIndex
CREATE UNIQUE INDEX "LicenseKey_licenseConsumerId_key" ON "LicenseKey"("licenseConsumerId");

-- CreateIndex
CREATE UNIQUE INDEX "LicenseKey_keyHash_key" ON "LicenseKey"("keyHash");

-- CreateIndex
CREATE INDEX "InboxEvent_subject_status_idx" ON "InboxEvent"("subject", "status");

-- CreateIndex
CREATE INDEX "InboxEvent_status_receivedAt_idx" ON "InboxEvent"("status", "receivedAt");

-- CreateIndex
CREATE INDEX "InboxEvent_receivedAt_idx" ON "InboxEvent"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "InboxEvent_provider_eventId_key" ON "InboxEvent"("provider", "eventId");

-- CreateIndex
CREATE UNIQUE INDEX "OutgoingMail_dedupeKey_key" ON "OutgoingMail"("dedupeKey");

-- CreateIndex
CREATE INDEX "OutgoingMail_status_createdAt_idx" ON "OutgoingMail"("status", "createdAt");

-- CreateIndex
CREATE INDEX "AuditEntry_entity_entityId_at_idx" ON "AuditEntry"("entity", "entityId", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_customerId_at_idx" ON "AuditEntry"("customerId", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- CreateIndex
CREATE INDEX "WorkerHeartbeat_seenAt_idx" ON "WorkerHeartbeat"("seenAt");

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferPrice" ADD CONSTRAINT "OfferPrice_offerId_fkey" FOREIGN KEY ("offerId") REFERENCES "Offer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PurchaseIntent" ADD CONSTRAINT "PurchaseIntent_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PurchaseIntent" ADD CONSTRAINT "PurchaseIntent_offerId_fkey" FOREIGN KEY ("offerId") REFERENCES "Offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SubscriptionItem" ADD CONSTRAINT "SubscriptionItem_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "Subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProviderCustomer" ADD CONSTRAINT "ProviderCustomer_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LicenseContainer" ADD CONSTRAINT "LicenseContainer_licenseeId_fkey" FOREIGN KEY ("licenseeId") REFERENCES "Licensee"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContainerAccess" ADD CONSTRAINT "ContainerAccess_licenseContainerId_fkey" FOREIGN KEY ("licenseContainerId") REFERENCES "LicenseContainer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContainerAccess" ADD CONSTRAINT "ContainerAccess_licenseConsumerId_fkey" FOREIGN KEY ("licenseConsumerId") REFERENCES "LicenseConsumer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "License" ADD CONSTRAINT "License_licenseContainerId_fkey" FOREIGN KEY ("licenseContainerId") REFERENCES "LicenseContainer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LicenseKey" ADD CONSTRAINT "LicenseKey_licenseId_fkey" FOREIGN KEY ("licenseId") REFERENCES "License"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LicenseKey" ADD CONSTRAINT "LicenseKey_licenseConsumerId_fkey" FOREIGN KEY ("licenseConsumerId") REFERENCES "LicenseConsumer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the Prisma schema language cannot say.

-- The audit log is append-only. Erasing a person's data announces itself: SET LOCAL usher.erasing = 'on'.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('usher.erasing', true) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION 'Audit entries are append-only: % refused', TG_OP;
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER "AuditEntry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEntry"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();

ALTER TABLE "PurchaseIntent"
    ADD CONSTRAINT "PurchaseIntent_quantity_check" CHECK ("quantity" > 0),
    ADD CONSTRAINT "PurchaseIntent_openSlot_check" CHECK (("status" = 'OPEN') = ("openSlot" IS NOT NULL));

ALTER TABLE "Offer"
    ADD CONSTRAINT "Offer_seatsPerUnit_check" CHECK ("seatsPerUnit" > 0),
    ADD CONSTRAINT "Offer_quantity_range_check" CHECK ("minimumQuantity" > 0 AND "maximumQuantity" >= "minimumQuantity"),
    ADD CONSTRAINT "Offer_termDays_check" CHECK (("kind" = 'FIXED_TERM') = ("termDays" IS NOT NULL) AND "termDays" > 0),
    ADD CONSTRAINT "Offer_days_check" CHECK ("trialDays" >= 0 AND "graceDays" >= 0);

-- A provider may say zero; zero is not a purchase, but a subscription may hold it.
ALTER TABLE "SubscriptionItem" ADD CONSTRAINT "SubscriptionItem_quantity_check" CHECK ("quantity" >= 0);

ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_quantity_check" CHECK ("quantity" > 0);

ALTER TABLE "License"
    ADD CONSTRAINT "License_qty_check" CHECK ("qty" > 0),
    ADD CONSTRAINT "License_validity_check" CHECK ("validUntil" >= "validFrom");
