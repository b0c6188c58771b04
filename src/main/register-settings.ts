import type { RegisterSettings } from '#domain/klantcontact/register-settings.ts';
import { createDutchHolidays } from '#infrastructure/calendar/dutch-holidays.ts';
import type { IntakeConfig } from './config/config.schema.ts';

export function toRegisterSettings({ kanaalwaarden, triage, termijnen }: IntakeConfig): RegisterSettings {
  return {
    kanalen: kanaalwaarden,
    regels: triage.regels,
    termijnWerkdagen: termijnen.standaardWerkdagen,
    isHoliday: createDutchHolidays(),
  };
}
