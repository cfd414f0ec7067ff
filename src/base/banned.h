// banned.h - calls that the build refuses, with the reason in the name. Included by the build.
#ifndef READOUT_BANNED_H
#define READOUT_BANNED_H

// System headers that declare these names come first, so that the poison meets only our code.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok gets atoi atof
#pragma GCC poison localtime gmtime ctime setlocale rand                           system

#endif
