-- AlterTable
ALTER TABLE "ScaleIssue" ADD COLUMN     "sequence" SERIAL NOT NULL;
