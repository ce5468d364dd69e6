-- CreateTable
CREATE TABLE "EventCatchUp" (
    "provider" "Provider" NOT NULL,
    "reachedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EventCatchUp_pkey" PRIMARY KEY ("provider")
);
