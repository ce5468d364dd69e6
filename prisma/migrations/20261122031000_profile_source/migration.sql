-- AlterTable
ALTER TABLE "ProviderCustomer" ADD COLUMN     "givesProfile" BOOLEAN NOT NULL DEFAULT false;
