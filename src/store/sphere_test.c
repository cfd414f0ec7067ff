// sphere_test.c - what is near by products is near by the great circle, for points all over the globe.
#include "store/sphere.h"

#include <stdbool.h>

#include "testing.h"

static double radians(double degrees) {
    return degrees * (M_PI / 180);
}

// By the haversine, which shares no step with the products.
static double kilometres_between(double lat1, double lon1, double lat2, double lon2) {
    double down = sin(radians(lat2 - lat1) / 2), across = sin(radians(lon2 - lon1) / 2);
    double h = down * down + cos(radians(lat1)) * cos(radians(lat2)) * across * across;
    return 2 * 6371 * asin(sqrt(h < 1 ? h : 1));
}

static bool is_within(double lat1, double lon1, double lat2, double lon2, double kilometres) {
    sphere_point a = point_on_sphere(lat1, lon1), b = point_on_sphere(lat2, lon2);
    return a.x * b.x + a.y * b.y + a.z * b.z >= nearness_of(kilometres);
}

// Metres apart, a product of cosines no longer tells distances: a part in a thousand is let go.
static void test_near_is_near_by_the_great_circle(void **state) {
    static const double distances[] = {1, 20, 161, 5000, 19000};
    (void)state;
    for (int at = 0; at < 4000; at++) {
        double lat1 = at * 37 % 1790 / 10.0 - 89.5, lon1 = at * 53 % 3590 / 10.0 - 179.5;
        for (size_t i = 0; i < sizeof distances / sizeof *distances; i++) {
            double step = distances[i] / 111.2;
            double lat2 = fmax(-90, fmin(90, lat1 + (at % 7 - 3) * step / 3));
            double lon2 = lon1 + (at % 5 - 2) * step / 2;
            double apart = kilometres_between(lat1, lon1, lat2, lon2);
            bool   is_near = is_within(lat1, lon1, lat2, lon2, distances[i]);
            bool   is_close_call = fabs(apart - distances[i]) < distances[i] / 1000;
            if (is_close_call || is_near == (apart <= distances[i])) continue;
            fail_msg("%g,%g and %g,%g are %g km apart: within %g km is %d", lat1, lon1, lat2, lon2,
                     apart, distances[i], is_near);
        }
    }
}

static void
test_a_place_is_within_any_distance_of_itself_and_all_within_half_the_globe(void **state) {
    (void)state;
    for (int lat = -90; lat <= 90; lat += 9) {
        for (int lon = -180; lon <= 180; lon += 12) {
            assert_true(is_within(lat, lon, lat, lon, 1));
            assert_true(is_within(lat, lon, -lat, lon + 180, 20038));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_near_is_near_by_the_great_circle),
        cmocka_unit_test(
            test_a_place_is_within_any_distance_of_itself_and_all_within_half_the_globe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
