// sphere.h - places on a sphere of radius 1, so that a query compares distances by products alone.
#ifndef READOUT_SPHERE_H
#define READOUT_SPHERE_H

#include <math.h>

typedef struct {
    double x, y, z;
} sphere_point;

static inline sphere_point point_on_sphere(double lat, double lon) {
    double down = lat * (M_PI / 180), across = lon * (M_PI / 180);
    return (sphere_point){cos(down) * cos(across), cos(down) * sin(across), sin(down)};
}

// Two points are within a distance when the sum of the products of their coordinates is at least
// this.
static inline double nearness_of(double kilometres) {
    static const double radius = 6371, anywhere = -2;
    return kilometres < radius * M_PI ? cos(kilometres / radius) : anywhere;
}

#endif
