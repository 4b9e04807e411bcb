/** The page behind the link. */
export {};
