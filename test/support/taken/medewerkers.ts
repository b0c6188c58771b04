import type { Medewerker } from '#domain/actor/medewerker.ts';

/** Invented colleagues of an invented municipality. */
export const anna: Medewerker = { gebruikersnaam: 'anna', naam: 'Anna de Boer', rollen: ['kcc'], afdelingen: [] };
export const bram: Medewerker = { gebruikersnaam: 'bram', naam: 'Bram Visser', rollen: ['kcc'], afdelingen: [] };
export const carla: Medewerker = {
  gebruikersnaam: 'carla',
  naam: 'Carla Smit',
  rollen: ['eenheid'],
  afdelingen: ['BURG'],
};
export const dirk: Medewerker = { gebruikersnaam: 'dirk', naam: 'Dirk Bos', rollen: ['beheerder'], afdelingen: [] };
export const medewerkers = [anna, bram, carla, dirk];
