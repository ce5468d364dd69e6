-- AlterTable
ALTER TABLE "Offer" ADD COLUMN     "untilPeriodEnd" BOOLEAN NOT NULL DEFAULT false;
