-- AlterTable
ALTER TABLE "PurchaseIntent" ADD COLUMN     "closedAt" TIMESTAMPTZ(3);
