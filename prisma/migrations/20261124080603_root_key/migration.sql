-- CreateTable
CREATE TABLE "root_key" (
    "id" INTEGER NOT NULL,
    "root_key_id" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "root_key_pkey" PRIMARY KEY ("id")
);
