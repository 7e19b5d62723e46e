/* Linked into the release build of martlet. glibc 2.35 has new versions of these two, which would keep martlet from machines
   with 2.34, such as Amazon Linux 2023 and RHEL 9. They differ from the old ones in setting errno, which nobody looks at. */
__asm__(".symver hypot_of_old, hypot@GLIBC_2.2.5");
__asm__(".symver hypotf_of_old, hypotf@GLIBC_2.2.5");

double hypot_of_old(double x, double y);
float hypotf_of_old(float x, float y);

double __wrap_hypot(double x, double y) { return hypot_of_old(x, y); }
float __wrap_hypotf(float x, float y) { return hypotf_of_old(x, y); }
