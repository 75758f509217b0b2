import { z } from 'zod';

// Zod probes `new Function` at first use, which a strict CSP reports as a violation. Import this file first.
z.config({ jitless: true });

export { z };
