-- AlterTable
ALTER TABLE "Offer" ADD COLUMN     "preferredProvider" "Provider";
