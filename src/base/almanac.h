// almanac.h - feasts and years of other calendars as days of the civil one, for 1900 to 2100.
//
// Easter and the Hebrew calendar follow their own arithmetic and are exact. The lunar new year,
// Diwali and Nowruz are reckoned from sun and moon (base/sky.h). The Islamic calendar is reckoned
// by the rule of Umm al-Qura (a month begins on the day after the first evening on which the moon,
// after conjunction, sets behind the sun in Mecca); a country that waits for a sighting may begin
// a month one day earlier or later.
#ifndef READOUT_ALMANAC_H
#define READOUT_ALMANAC_H

#include "base/date.h"

enum { FIRST_CALENDAR_YEAR = 1900, LAST_CALENDAR_YEAR = 2100 };

int easter_of_year(int year);          // of the Western churches
int orthodox_easter_of_year(int year); // by the Julian calendar

// Months of the Hebrew calendar count from Nisan (1); Tishri, in which its years begin, is 7.
int day_of_hebrew(int hebrew_year, int month, int day);

// A day of an Islamic month (1 Muharram to 12 Dhu al-Hijjah).
int day_of_islamic(int islamic_year, int month, int day);
// The same by the tabular (civil, 30-year) reckoning, as a check and beyond the years above.
int day_of_islamic_table(int islamic_year, int month, int day);

int lunar_new_year(int year); // first day of the first month of the Chinese calendar
int diwali_of_year(int year); // the day on which the new moon of Kartika begins in the evening
int nowruz_of_year(int year); // by the March equinox in Tehran

#endif
