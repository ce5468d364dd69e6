-- Lists by last change, and search by the beginning of the displayed name.
CREATE INDEX "Licensee_modified_id_idx" ON "Licensee"("modified", "id");
CREATE INDEX "LicenseConsumer_modified_id_idx" ON "LicenseConsumer"("modified", "id");
CREATE INDEX "Licensee_lower_displayName_idx" ON "Licensee" (lower("displayName") text_pattern_ops);
CREATE INDEX "LicenseConsumer_lower_displayName_idx" ON "LicenseConsumer" (lower("displayName") text_pattern_ops);
