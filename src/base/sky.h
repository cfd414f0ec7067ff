// sky.h - where sun and moon stand, as exactly as calendars need it: minutes of time between 1900
// and 2100.
//
// Formulas: J. Meeus, Astronomical Algorithms, 2nd edition, chapters 25 (sun, low accuracy), 27
// (equinoxes) and 49 (phases of the moon). A moment is in days and parts of a day since
// 1 January 1970, 00:00 universal time.
#ifndef READOUT_SKY_H
#define READOUT_SKY_H

#include <stdbool.h>

// The new moon number `lunation`, counted from that of 6 January 2000.
double new_moon(int lunation);

// The number of the last new moon at or before a moment.
int lunation_before(double moment);

// Apparent longitude of the sun in degrees, 0 to 360: 0 at the March equinox.
double sun_longitude(double moment);

// The first moment at or after `from` at which the sun stands at a longitude.
double sun_reaches(double longitude, double from);

// True when the moon of a lunation, seen from a place (degrees north and east), sets behind the sun
// in the evening of a day (days since 1 January 1970) and is past its conjunction by then.
bool sets_after_sun(int lunation, int day, double north, double east);

#endif
