import { createTestDatabase } from "@/lib/db/test-database";
import { systemClock } from "@/lib/kernel/clock";
import { serveSecondUsher } from "../contract/serve-second-usher";
import { describeLicensingContract } from "../licensing-port.contract";
import { createScaleLicensing } from "./create-scale-licensing";

describeLicensingContract("10Duke Scale, as a second Usher serves it", async () => {
  const [ledger, second] = await Promise.all([createTestDatabase(), serveSecondUsher()]);
  return {
    licensing: createScaleLicensing({ db: ledger.db, now: systemClock }, second),
    transaction: null,
    // "Edit and move licenses": after issue only validity and container can change, and a key belongs to one license.
    keepsLicenseOnQuantityChange: false,
    keepsKeyOnReplacement: false,
    close: async () => {
      await second.close();
      await ledger.drop();
    },
  };
});
