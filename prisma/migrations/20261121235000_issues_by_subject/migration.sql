-- One payment can have paid for a subscription and an order.
DROP INDEX "Refund_provider_providerRefundId_key";
DROP INDEX "Refund_subject_idx";
CREATE UNIQUE INDEX "Refund_provider_subject_providerRefundId_key" ON "Refund"("provider", "subject", "providerRefundId");
DROP INDEX "Dispute_provider_providerDisputeId_key";
DROP INDEX "Dispute_subject_idx";
CREATE UNIQUE INDEX "Dispute_provider_subject_providerDisputeId_key" ON "Dispute"("provider", "subject", "providerDisputeId");
