import type { RegisterSettings } from '#domain/klantcontact/register-settings.ts';

export const settings: RegisterSettings = {
  kanalen: {
    email: 'e-mail',
    whatsapp: 'whatsapp',
    brief: 'post',
    balie: 'balie',
    telefoon: 'telefoon',
    webformulier: 'webformulier',
  },
  regels: [{ naam: 'paspoort', naar: 'BURG', als: { woorden: ['paspoort'] } }],
  termijnWerkdagen: 2,
  isHoliday: () => false,
};
