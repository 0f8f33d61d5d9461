// Physical constants in SI units, CODATA 2018.

/** Speed of light in vacuum in m/s. */
export const c = 299792458;
/** Speed of light in vacuum in m/s; the same as `c`. */
export const speed_of_light = 299792458;
/** Magnetic permeability of vacuum in N/A^2. */
export const mu_0 = 1.25663706212e-6;
/** Electric permittivity of vacuum in F/m. */
export const epsilon_0 = 8.8541878128e-12;
/** Planck constant in J s. */
export const h = 6.62607015e-34;
/** Planck constant in J s; the same as `h`. */
export const Planck = 6.62607015e-34;
/** Reduced Planck constant h / (2 pi) in J s. */
export const hbar = 1.0545718176461565e-34;
/** Newtonian constant of gravitation in m^3/(kg s^2). */
export const G = 6.6743e-11;
/** Newtonian constant of gravitation in m^3/(kg s^2); the same as `G`. */
export const gravitational_constant = 6.6743e-11;
/** Standard acceleration of gravity in m/s^2. */
export const g = 9.80665;
/** Elementary charge in C. */
export const e = 1.602176634e-19;
/** Elementary charge in C; the same as `e`. */
export const elementary_charge = 1.602176634e-19;
/** Molar gas constant in J/(mol K). */
export const R = 8.314462618;
/** Molar gas constant in J/(mol K); the same as `R`. */
export const gas_constant = 8.314462618;
/** Fine-structure constant. */
export const alpha = 0.0072973525693;
/** Fine-structure constant; the same as `alpha`. */
export const fine_structure = 0.0072973525693;
/** Avogadro constant in 1/mol. */
export const N_A = 6.02214076e23;
/** Avogadro constant in 1/mol; the same as `N_A`. */
export const Avogadro = 6.02214076e23;
/** Boltzmann constant in J/K. */
export const k = 1.380649e-23;
/** Boltzmann constant in J/K; the same as `k`. */
export const Boltzmann = 1.380649e-23;
/** Stefan-Boltzmann constant in W/(m^2 K^4). */
export const sigma = 5.670374419e-8;
/** Stefan-Boltzmann constant in W/(m^2 K^4); the same as `sigma`. */
export const Stefan_Boltzmann = 5.670374419e-8;
/** Wien wavelength displacement law constant in m K. */
export const Wien = 0.002897771955;
/** Rydberg constant in 1/m. */
export const Rydberg = 10973731.56816;
/** Electron mass in kg. */
export const m_e = 9.1093837015e-31;
/** Electron mass in kg; the same as `m_e`. */
export const electron_mass = 9.1093837015e-31;
/** Proton mass in kg. */
export const m_p = 1.67262192369e-27;
/** Proton mass in kg; the same as `m_p`. */
export const proton_mass = 1.67262192369e-27;
/** Neutron mass in kg. */
export const m_n = 1.67492749804e-27;
/** Neutron mass in kg; the same as `m_n`. */
export const neutron_mass = 1.67492749804e-27;
