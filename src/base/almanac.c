// almanac.c - each calendar by its own rule, on days as numbers.
#include "base/almanac.h"

#include <math.h>

#include "base/sky.h"

// ---- Christian ---------------------------------------------------------------------------

// Butcher's algorithm, as in Meeus, Astronomical Algorithms, chapter 8.
int easter_of_year(int year) {
    int a = year % 19, b = year / 100, c = year % 100;
    int epact = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int weekday = (32 + 2 * (b % 4) + 2 * (c / 4) - epact - c % 4) % 7;
    int shift = (a + 11 * epact + 22 * weekday) / 451;
    int month_and_day = epact + weekday - 7 * shift + 114;
    return day_of_date((civil_date){year, month_and_day / 31, month_and_day % 31 + 1});
}

int orthodox_easter_of_year(int year) {
    int moon = (19 * (year % 19) + 15) % 30;
    int weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    int month_and_day = moon + weekday + 114;
    int behind_julian = year / 100 - year / 400 - 2; // days between the two calendars
    return day_of_date((civil_date){year, month_and_day / 31, month_and_day % 31 + 1}) +
           behind_julian;
}

// ---- Hebrew ------------------------------------------------------------------------------

enum { NISAN = 1, TISHRI = 7, ADAR = 12 };

static bool is_hebrew_leap_year(int year) {
    return (7 * year + 1) % 19 < 7;
}

// Days from the epoch to the new year, before the last postponement.
static int hebrew_elapsed_days(int year) {
    long months = (235L * year - 234) / 19;
    long parts = 12084 + 13753 * months;
    long day = 29 * months + parts / 25920;
    return (int)(3 * (day + 1) % 7 < 3 ? day + 1 : day);
}

static int hebrew_new_year(int year) {
    enum { EPOCH_DAY = -2092590 }; // 7 October 3761 BC (Julian), in days since 1970
    int before = hebrew_elapsed_days(year - 1), own = hebrew_elapsed_days(year);
    int after = hebrew_elapsed_days(year + 1);
    int delay = after - own == 356 ? 2 : own - before == 382 ? 1 : 0;
    return EPOCH_DAY + own + delay;
}

static int hebrew_month_length(int year, int month) {
    int length = hebrew_new_year(year + 1) - hebrew_new_year(year);
    switch (month) {
    case 2:
    case 4:
    case 6:
    case 10:
    case 13:
        return 29;
    case 8:
        return length % 10 == 5 ? 30 : 29;
    case 9:
        return length % 10 == 3 ? 29 : 30;
    case 12:
        return is_hebrew_leap_year(year) ? 30 : 29;
    default:
        return 30;
    }
}

int day_of_hebrew(int hebrew_year, int month, int day) {
    int result = hebrew_new_year(hebrew_year) + day - 1;
    int last = is_hebrew_leap_year(hebrew_year) ? ADAR + 1 : ADAR;
    for (int m = TISHRI; m != month; m = m == last ? NISAN : m + 1) {
        result += hebrew_month_length(hebrew_year, m);
    }
    return result;
}

// ---- Islamic -----------------------------------------------------------------------------

int day_of_islamic_table(int islamic_year, int month, int day) {
    enum { EPOCH_DAY = -492148 }; // 16 July 622 (Julian), in days since 1970
    return EPOCH_DAY - 1 + day + 29 * (month - 1) + month / 2 + (islamic_year - 1) * 354 +
           (3 + 11 * islamic_year) / 30;
}

static const double MECCA_NORTH = 21.4225, MECCA_EAST = 39.8262;

int day_of_islamic(int islamic_year, int month, int day) {
    int near = day_of_islamic_table(islamic_year, month, 1);
    int lunation = lunation_before(near + 2.0);
    int evening = (int)floor(new_moon(lunation));
    while (!sets_after_sun(lunation, evening, MECCA_NORTH, MECCA_EAST)) {
        evening++;
    }
    return evening + day;
}

// ---- By sun and moon ---------------------------------------------------------------------

static const double TEHRAN = 3.5 / 24, INDIA = 5.5 / 24;

static int local_day(double moment, double zone) {
    return (int)floor(moment + zone);
}

// Beijing kept its own mean time until 1929.
static int beijing_day(double moment) {
    static const int    FIRST_DAY_OF_1929 = -14975;
    static const double OWN = (7 * 60 + 45.67) / 1440, ZONE = 8.0 / 24;
    return local_day(moment, moment < FIRST_DAY_OF_1929 ? OWN : ZONE);
}

// The number of the month of the Chinese calendar that holds the December solstice of a year.
static int solstice_lunation(int year) {
    double from = day_of_date((civil_date){year, 12, 10});
    int    solstice = beijing_day(sun_reaches(270, from));
    int    lunation = lunation_before(solstice + 2.0);
    while (beijing_day(new_moon(lunation)) > solstice) {
        lunation--;
    }
    return lunation;
}

// True when the sun enters no sign (a multiple of 30 degrees) in a month: it is a leap month.
static bool has_no_sign(int lunation) {
    static const double ZONE = 8.0 / 24;
    double              begin = beijing_day(new_moon(lunation)) - ZONE;
    double              end = beijing_day(new_moon(lunation + 1)) - ZONE;
    return floor(sun_longitude(begin) / 30) == floor(sun_longitude(end) / 30);
}

int lunar_new_year(int year) {
    int  eleventh = solstice_lunation(year - 1);
    bool has_leap_month = solstice_lunation(year) - eleventh == 13;
    int  first = eleventh + 2;
    if (has_leap_month && (has_no_sign(eleventh + 1) || has_no_sign(eleventh + 2))) first++;
    return beijing_day(new_moon(first));
}

// Diwali is the day on whose dusk in India the last day of the moon before the new moon of autumn
// (sun in sidereal Libra: between about 17 October and 15 November) still lasts.
int diwali_of_year(int year) {
    static const double DUSK = 18.3 / 24;
    double              begin = day_of_date((civil_date){year, 10, 17});
    int                 lunation = lunation_before(begin) + 1;
    double              local = new_moon(lunation) + INDIA;
    int                 day = (int)floor(local);
    return local - day > DUSK ? day : day - 1;
}

// The equinox before noon in Tehran makes that day the first of the year, after noon the next.
int nowruz_of_year(int year) {
    double equinox = sun_reaches(0, day_of_date((civil_date){year, 3, 10})) + TEHRAN;
    int    day = (int)floor(equinox);
    return equinox - day < 0.5 ? day : day + 1;
}
