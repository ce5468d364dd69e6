-- AlterTable
ALTER TABLE "OfferPrice" ALTER COLUMN "unitAmountMinor" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "SubscriptionItem" ALTER COLUMN "unitAmountMinor" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "Order" ALTER COLUMN "totalMinor" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "OrderLine" ALTER COLUMN "totalMinor" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "Refund" ALTER COLUMN "amountMinor" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "Dispute" ALTER COLUMN "amountMinor" SET DATA TYPE BIGINT;
