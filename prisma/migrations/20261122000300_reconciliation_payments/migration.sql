-- AlterEnum
ALTER TYPE "ReconciliationStage" ADD VALUE 'REFUNDS';
ALTER TYPE "ReconciliationStage" ADD VALUE 'DISPUTES';
