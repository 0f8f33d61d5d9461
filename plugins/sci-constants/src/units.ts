// Units as multiples of SI units.

/** A gram in kg. */
export const gram = 0.001;
/** A tonne in kg. */
export const metric_ton = 1000;
/** A grain in kg. */
export const grain = 6.479891e-5;
/** A pound (avoirdupois) in kg. */
export const lb = 0.45359236999999997;
/** A pound (avoirdupois) in kg; the same as `lb`. */
export const pound = 0.45359236999999997;
/** An inch version of the slug in kg. */
export const blob = 175.12683524647636;
/** An inch version of the slug in kg; the same as `blob`. */
export const slinch = 175.12683524647636;
/** A slug in kg. */
export const slug = 14.593902937206364;
/** An ounce in kg. */
export const oz = 0.028349523124999998;
/** An ounce in kg; the same as `oz`. */
export const ounce = 0.028349523124999998;
/** A stone in kg. */
export const stone = 6.3502931799999995;
/** A long ton in kg. */
export const long_ton = 1016.0469088;
/** A short ton in kg. */
export const short_ton = 907.1847399999999;
/** A troy ounce in kg. */
export const troy_ounce = 0.031103476799999998;
/** A troy pound in kg. */
export const troy_pound = 0.37324172159999996;
/** A carat in kg. */
export const carat = 0.0002;
/** Atomic mass constant in kg (CODATA 2018). */
export const m_u = 1.6605390666e-27;
/** Atomic mass constant in kg (CODATA 2018); the same as `m_u`. */
export const u = 1.6605390666e-27;
/** Atomic mass constant in kg (CODATA 2018); the same as `m_u`. */
export const atomic_mass = 1.6605390666e-27;
/** A degree in radians. */
export const degree = 0.017453292519943295;
/** A minute of arc in radians. */
export const arcmin = 0.0002908882086657216;
/** A minute of arc in radians; the same as `arcmin`. */
export const arcminute = 0.0002908882086657216;
/** A second of arc in radians. */
export const arcsec = 4.84813681109536e-6;
/** A second of arc in radians; the same as `arcsec`. */
export const arcsecond = 4.84813681109536e-6;
/** A minute in s. */
export const minute = 60;
/** An hour in s. */
export const hour = 3600;
/** A day in s. */
export const day = 86400;
/** A week in s. */
export const week = 604800;
/** A year of 365 days in s. */
export const year = 31536000;
/** A Julian year, 365.25 days, in s. */
export const Julian_year = 31557600;
/** An inch in m. */
export const inch = 0.0254;
/** A foot in m. */
export const foot = 0.30479999999999996;
/** A yard in m. */
export const yard = 0.9143999999999999;
/** A mile in m. */
export const mile = 1609.3439999999998;
/** A thousandth of an inch in m. */
export const mil = 2.5399999999999997e-5;
/** A typographic point in m. */
export const pt = 0.00035277777777777776;
/** A typographic point in m; the same as `pt`. */
export const point = 0.00035277777777777776;
/** A survey foot in m. */
export const survey_foot = 0.3048006096012192;
/** A survey mile in m. */
export const survey_mile = 1609.3472186944373;
/** A nautical mile in m. */
export const nautical_mile = 1852;
/** A fermi in m. */
export const fermi = 1e-15;
/** An angstrom in m. */
export const angstrom = 1e-10;
/** A micrometre in m. */
export const micron = 1e-6;
/** An astronomical unit in m. */
export const au = 149597870700;
/** An astronomical unit in m; the same as `au`. */
export const astronomical_unit = 149597870700;
/** A light year in m. */
export const light_year = 9460730472580800;
/** A parsec in m. */
export const parsec = 3.085677581491367e16;
/** A standard atmosphere in Pa. */
export const atm = 101325;
/** A standard atmosphere in Pa; the same as `atm`. */
export const atmosphere = 101325;
/** A bar in Pa. */
export const bar = 100000;
/** A millimetre of mercury in Pa. */
export const torr = 133.32236842105263;
/** A millimetre of mercury in Pa; the same as `torr`. */
export const mmHg = 133.32236842105263;
/** A pound-force on a square inch in Pa. */
export const psi = 6894.757293168361;
/** A hectare in m^2. */
export const hectare = 10000;
/** An acre in m^2. */
export const acre = 4046.8564223999992;
/** A litre in m^3. */
export const liter = 0.001;
/** A litre in m^3; the same as `liter`. */
export const litre = 0.001;
/** A US gallon in m^3. */
export const gallon = 0.0037854117839999997;
/** A US gallon in m^3; the same as `gallon`. */
export const gallon_US = 0.0037854117839999997;
/** An imperial gallon in m^3. */
export const gallon_imp = 0.00454609;
/** A US fluid ounce in m^3. */
export const fluid_ounce = 2.9573529562499998e-5;
/** A US fluid ounce in m^3; the same as `fluid_ounce`. */
export const fluid_ounce_US = 2.9573529562499998e-5;
/** An imperial fluid ounce in m^3. */
export const fluid_ounce_imp = 2.84130625e-5;
/** A barrel of oil in m^3. */
export const bbl = 0.15898729492799998;
/** A barrel of oil in m^3; the same as `bbl`. */
export const barrel = 0.15898729492799998;
/** A kilometre an hour in m/s. */
export const kmh = 0.2777777777777778;
/** A mile an hour in m/s. */
export const mph = 0.44703999999999994;
/** Mach 1 (about, at 15 degrees Celsius and 1 atm) in m/s. */
export const mach = 340.5;
/** Mach 1 (about, at 15 degrees Celsius and 1 atm) in m/s; the same as `mach`. */
export const speed_of_sound = 340.5;
/** A knot in m/s. */
export const knot = 0.5144444444444445;
/** Zero degrees Celsius in K. */
export const zero_Celsius = 273.15;
/** A difference of one degree Fahrenheit in K. */
export const degree_Fahrenheit = 0.5555555555555556;
/** An electron volt in J. */
export const eV = 1.602176634e-19;
/** An electron volt in J; the same as `eV`. */
export const electron_volt = 1.602176634e-19;
/** A thermochemical calorie in J. */
export const calorie = 4.184;
/** A thermochemical calorie in J; the same as `calorie`. */
export const calorie_th = 4.184;
/** A calorie of the International Steam Table in J. */
export const calorie_IT = 4.1868;
/** An erg in J. */
export const erg = 1e-7;
/** A British thermal unit (International Steam Table) in J. */
export const Btu = 1055.05585262;
/** A British thermal unit (International Steam Table) in J; the same as `Btu`. */
export const Btu_IT = 1055.05585262;
/** A thermochemical British thermal unit in J. */
export const Btu_th = 1054.3502644888888;
/** A ton of TNT in J. */
export const ton_TNT = 4184000000;
/** A horsepower in W. */
export const hp = 745.6998715822701;
/** A horsepower in W; the same as `hp`. */
export const horsepower = 745.6998715822701;
/** A dyne in N. */
export const dyn = 1e-5;
/** A dyne in N; the same as `dyn`. */
export const dyne = 1e-5;
/** A pound-force in N. */
export const lbf = 4.4482216152605;
/** A pound-force in N; the same as `lbf`. */
export const pound_force = 4.4482216152605;
/** A kilogram-force in N. */
export const kgf = 9.80665;
/** A kilogram-force in N; the same as `kgf`. */
export const kilogram_force = 9.80665;
