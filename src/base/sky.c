// sky.c - sun and moon by truncated series. What is left out is below a minute of time for the moon
// and about a quarter of an hour for the sun, which moves its own breadth in half a day.
#include "base/sky.h"

#include <math.h>

static const double PI = 3.14159265358979323846;
static const double EPOCH = 2440587.5; // Julian day of 1 January 1970, 00:00
static const double J2000 = 2451545.0; // Julian day of 1 January 2000, 12:00
static const double MONTH = 29.530588861;
static const double YEAR = 365.24219;
static const double CENTURY = 36525;

static double sine(double degrees) {
    return sin(fmod(degrees, 360) * PI / 180);
}

// Terrestrial minus universal time in days: Meeus 10, in the simple form of Morrison and
// Stephenson; within half a minute between 1900 and 2100.
static double clock_difference(double julian_day) {
    double t = (julian_day - J2000) / CENTURY;
    double seconds = t < 0 ? 64 + 91 * t + 30 * t * t : 64 + 30 * t + 35 * t * t;
    return (seconds < 0 ? 0 : seconds) / 86400;
}

// One periodic term of the new moon: size * e^power * sin(m * M + n * M' + f * F + o * omega).
typedef struct {
    double size;
    int    e, sun, moon, latitude, node;
} moon_term;

static const moon_term TERMS[] = {
    {-0.40720, 0, 0, 1, 0, 0}, {0.17241, 1, 1, 0, 0, 0},   {0.01608, 0, 0, 2, 0, 0},
    {0.01039, 0, 0, 0, 2, 0},  {0.00739, 1, -1, 1, 0, 0},  {-0.00514, 1, 1, 1, 0, 0},
    {0.00208, 2, 2, 0, 0, 0},  {-0.00111, 0, 0, 1, -2, 0}, {-0.00057, 0, 0, 1, 2, 0},
    {0.00056, 1, 1, 2, 0, 0},  {-0.00042, 0, 0, 3, 0, 0},  {0.00042, 1, 1, 0, 2, 0},
    {0.00038, 1, 1, 0, -2, 0}, {-0.00024, 1, -1, 2, 0, 0}, {-0.00017, 0, 0, 0, 0, 1},
    {-0.00007, 0, 2, 1, 0, 0},
};

double new_moon(int lunation) {
    double k = lunation, t = k / 1236.85;
    double mean = 2451550.09766 + MONTH * k + 0.00015437 * t * t;
    double e = 1 - 0.002516 * t - 0.0000074 * t * t;
    double sun = 2.5534 + 29.10535670 * k - 0.0000014 * t * t;
    double moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
    double latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
    double node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
    double shift = 0;
    for (unsigned i = 0; i < sizeof TERMS / sizeof *TERMS; i++) {
        const moon_term *term = &TERMS[i];
        double           power = term->e == 0 ? 1 : term->e == 1 ? e : e * e;
        shift += term->size * power *
                 sine(term->sun * sun + term->moon * moon + term->latitude * latitude +
                      term->node * node);
    }
    double julian_day = mean + shift;
    return julian_day - clock_difference(julian_day) - EPOCH;
}

int lunation_before(double moment) {
    int lunation = (int)floor((moment + EPOCH - 2451550.1) / MONTH) + 1;
    while (new_moon(lunation) > moment) {
        lunation--;
    }
    return lunation;
}

double sun_longitude(double moment) {
    double julian_day = moment + EPOCH;
    double t = (julian_day + clock_difference(julian_day) - J2000) / CENTURY;
    double mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
    double anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t * t;
    double center = (1.914602 - 0.004817 * t - 0.000014 * t * t) * sine(anomaly) +
                    (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000289 * sine(3 * anomaly);
    double node = 125.04 - 1934.136 * t;
    double apparent = fmod(mean + center - 0.00569 - 0.00478 * sine(node), 360);
    return apparent < 0 ? apparent + 360 : apparent;
}

double sun_reaches(double longitude, double from) {
    enum { MOST_STEPS = 20 };
    double ahead = fmod(longitude - sun_longitude(from) + 360, 360);
    double moment = from + ahead / 360 * YEAR;
    for (int i = 0; i < MOST_STEPS; i++) {
        double miss = longitude - sun_longitude(moment);
        miss -= 360 * floor((miss + 180) / 360);
        moment += miss / 360 * YEAR;
        if (fabs(miss) < 1e-6) break;
    }
    return moment;
}

// ---- Seen from a place -------------------------------------------------------------------

typedef struct {
    double right_ascension, declination; // degrees
} sky_point;

static sky_point equatorial(double longitude, double latitude) {
    static const double OBLIQUITY = 23.44;
    double              x = sine(longitude + 90) * sine(latitude + 90);
    double              y = sine(OBLIQUITY + 90) * sine(longitude) * sine(latitude + 90) -
               sine(OBLIQUITY) * sine(latitude);
    double z = sine(OBLIQUITY) * sine(longitude) * sine(latitude + 90) +
               sine(OBLIQUITY + 90) * sine(latitude);
    return (sky_point){atan2(y, x) * 180 / PI, asin(z) * 180 / PI};
}

// Degrees from the meridian at which a body goes down to an altitude.
static double setting_angle(double declination, double altitude, double north) {
    double cosine = (sine(altitude) - sine(north) * sine(declination)) /
                    (sine(north + 90) * sine(declination + 90));
    return acos(cosine) * 180 / PI;
}

static double wrap_degrees(double angle) {
    return angle - 360 * floor((angle + 180) / 360);
}

// Where the moon stands a short time after its conjunction, with the speed that it has at its
// distance and the latitude that it has on its path.
static sky_point moon_after(double conjunction, int lunation, double moment) {
    double days = moment - conjunction;
    double anomaly = 201.5643 + 385.81693528 * lunation;
    double path = 160.7108 + 390.67050284 * lunation;
    double speed = 13.176 + 1.44 * sine(anomaly + 13.06 * days / 2 + 90);
    double longitude = sun_longitude(conjunction) + speed * days;
    return equatorial(longitude, 5.13 * sine(path + 13.23 * days));
}

bool sets_after_sun(int lunation, int day, double north, double east) {
    static const double SUN_DOWN = -0.833, MOON_DOWN = 0.125; // refraction, radius and parallax
    double              noon = day + 0.5 - east / 360;
    sky_point           sun = equatorial(sun_longitude(noon + 0.25), 0);
    double              sunset = noon + setting_angle(sun.declination, SUN_DOWN, north) / 360;
    double              conjunction = new_moon(lunation);
    if (conjunction >= sunset) return false;
    sky_point moon = moon_after(conjunction, lunation, sunset);
    double    behind = wrap_degrees(moon.right_ascension - sun.right_ascension);
    return behind + setting_angle(moon.declination, MOON_DOWN, north) >
           setting_angle(sun.declination, SUN_DOWN, north);
}
