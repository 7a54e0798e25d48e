/*
 * The scenario kernel in scalar C, double precision: what drawing (draws.ts) and valuing (step-scenarios.ts,
 * step-money.ts, one-step-value.ts) do for one step of four cost terms and three benefits, in the same order of
 * arithmetic. The block of doubles is laid out as layout.ts says.
 *
 *     kernel BLOCK REPEATS   reads the block, prints ns of processor time of drawing, of valuing the step at a firm,
 *                            and of valuing it again from rows made before; writes the block back
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define COSTS 4
#define FRACTIONS 3
#define HOLDS 8
#define METALOGS 40
#define METALOG 12
#define CDF 200
#define QUANTILE 3600
#define SUMS 7800
#define MOMENTS 7900
#define COLUMNS 8000

enum { ABILITY, U_FAILURE, U_COST, U_DELAY, U_RAMP, U_LIFE, U_LOSS, U_FRACTION,
       UNITS = U_FRACTION + FRACTIONS, BASE = UNITS + COSTS, CASH_PER_EUR = BASE + FRACTIONS,
       LEFT = CASH_PER_EUR + FRACTIONS, REALISED, PROJECT, MISSING, BARRIERS, IN_USE,
       FAILURE, PRICE, MONTHS = PRICE + COSTS, RAMP, LIFE, LOSS, FRACTION,
       NET_PRESENT_VALUE = FRACTION + FRACTIONS, LOWEST, COST_U, DELAY_U, LOGIT };

static const double A[] = {2509.0809287301226727, 33430.575583588128105, 67265.770927008700853,
  45921.953931549871457, 13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608};
static const double B[] = {5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
  5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1};
static const double C[] = {7.7454501427834140764e-4, .0227238449892691845833, .24178072517745061177,
  1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734};
static const double D[] = {1.05075007164441684324e-9, 5.475938084995344946e-4, .0151986665636164571966,
  .14810397642748007459, .68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1};
static const double E[] = {2.01033439929228813265e-7, 2.71155556874348757815e-5, .0012426609473880784386,
  .026532189526576123093, .29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772};
static const double F[] = {2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
  7.868691311456132591e-4, .0148753612908506148525, .13692988092273580531, .59983220655588793769, 1};

static double polynomial(const double *c, double x) {
  double value = c[0];
  for (int i = 1; i < 8; i++) value = value * x + c[i];
  return value;
}

/* Wichura 1988, AS 241 */
static double normal_quantile(double share) {
  double q = share - 0.5;
  if (fabs(q) <= 0.425) {
    double r = 0.180625 - q * q;
    return q * polynomial(A, r) / polynomial(B, r);
  }
  double r = sqrt(-log(q < 0 ? share : 1 - share));
  double z = r <= 5 ? polynomial(C, r - 1.6) / polynomial(D, r - 1.6) : polynomial(E, r - 5) / polynomial(F, r - 5);
  return q < 0 ? -z : z;
}

static double interpolated(const double *table, double from, double cells, double x) {
  double place = (x - from) * cells;
  long cell = (long)place;
  double t = place - (double)cell;
  const double *c = table + cell * 4;
  return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
}

static void factor_uniforms(const double *p, const double *factor, const double *own, double *out, int n) {
  double on_factor = sqrt(p[1]), on_own = sqrt(1 - p[1]), edge = 1.0 / 32;
  for (int i = 0; i < n; i++) {
    double u = own[i];
    double score = u > edge && u < 1 - edge ? interpolated(p + QUANTILE, edge, 1024 / (1 - 2 * edge), u)
                                            : normal_quantile(u);
    double z = on_factor * factor[i] + on_own * score;
    double v = z > -6.5 && z < 6.5 ? interpolated(p + CDF, -6.5, 64, z) : 0.5 * erfc(-z * M_SQRT1_2);
    out[i] = v < 0x1p-53 ? 0x1p-53 : v > 1 - 0x1p-53 ? 1 - 0x1p-53 : v;
  }
}

static double value_at(const double *m, double logit, double u) {
  if (m[9] != 0 && u > 0.9) {
    double rise = pow(10 * (1 - u), m[10]);
    return m[8] * (m[11] < rise ? m[11] : rise);
  }
  double slope = (u < 0.5 ? m[5] : m[6]) + m[7] * (u - 0.5);
  double z = slope == 0 ? m[4] : m[4] + slope * logit;
  double x = m[0] == 0 ? z : m[0] == 1 ? m[1] + exp(z) : m[1] + (m[2] - m[1]) / (1 + exp(-z));
  if (m[3] == 0) return x;
  return x < m[1] ? m[1] : x > m[2] ? m[2] : x;
}

static void fill_quantiles(const double *m, const double *logit, const double *u, double *out, int n) {
  for (int i = 0; i < n; i++) out[i] = value_at(m, logit[i], u[i]);
}

static void fill_logits(const double *u, double *out, int n) {
  for (int i = 0; i < n; i++) out[i] = log(u[i] / (1 - u[i]));
}

static void whole_months(double *values, double factor, int n) {
  for (int i = 0; i < n; i++) {
    double months = floor(values[i] * factor + 0.5);
    values[i] = months > 1 ? months : 1;
  }
}

#define COLUMN(c) (p + COLUMNS + (long)(c) * n)
#define M(k) (p + METALOGS + (k) * METALOG)

static void draw(double *p, int n) {
  double *logit = COLUMN(LOGIT);
  factor_uniforms(p, COLUMN(ABILITY), COLUMN(U_FAILURE), COLUMN(FAILURE), n);
  factor_uniforms(p, COLUMN(ABILITY), COLUMN(U_COST), COLUMN(COST_U), n);
  factor_uniforms(p, COLUMN(ABILITY), COLUMN(U_DELAY), COLUMN(DELAY_U), n);
  fill_logits(COLUMN(COST_U), logit, n);
  for (int k = 0; k < COSTS; k++) fill_quantiles(M(k), logit, COLUMN(COST_U), COLUMN(PRICE + k), n);
  fill_logits(COLUMN(DELAY_U), logit, n);
  fill_quantiles(M(COSTS), logit, COLUMN(DELAY_U), COLUMN(MONTHS), n);
  for (int k = 1; k < 4 + FRACTIONS; k++) { /* ramp, life, loss, fractions: one uniform each */
    fill_logits(COLUMN(U_RAMP + k - 1), logit, n);
    fill_quantiles(M(COSTS + k), logit, COLUMN(U_RAMP + k - 1), COLUMN(MONTHS + k), n);
  }
  whole_months(COLUMN(MONTHS), 1, n);
  whole_months(COLUMN(RAMP), 1, n);
  whole_months(COLUMN(LIFE), 12, n);
}

static double dip(double months, double ramp, double gain, double cost) {
  if (gain > cost && gain >= 0) {
    double slope = gain / ramp;
    double losing = ceil(cost / slope) - 1;
    double j = losing < months ? losing : months;
    return j > 0 ? slope * j * (j + 1) / 2 - cost * j : 0;
  }
  double growing = ramp < months ? ramp : months;
  double left = gain / ramp * (growing * (growing + 1) / 2 + growing * (months - growing)) - cost * months;
  return left < 0 ? left : 0;
}

/* What the loop over plans reads, side by side, as in step-money.ts. */
enum { R_MONTHS, R_CASH, R_HOURS, R_LOSS, R_LIFE, R_RAMP, R_GAIN, R_COST, R_OWN, R_FAILURE, ROW = 12 };

#define AT(c) p[COLUMNS + (long)(c) * n + i]

static inline void make_row(const double *p, int n, int i, double *row) {
  double own_hours = AT(UNITS + 1) * AT(PRICE + 1), realised = AT(REALISED);
  double per_month = AT(PROJECT) / p[3];
  double needed = per_month > 0 ? ceil(own_hours / per_month) : 0;
  double months = needed > AT(MONTHS) ? needed : AT(MONTHS);
  double running = AT(UNITS + 3) * AT(PRICE + 3) / 12, gain = 0;
  for (int f = 0; f < FRACTIONS; f++) {
    double fraction = AT(FRACTION + f) * AT(LEFT);
    gain += AT(BASE + f) * (fraction < 1 ? fraction : 1) * AT(CASH_PER_EUR + f) / 12;
  }
  row[R_MONTHS] = months;
  row[R_CASH] = (AT(UNITS) * AT(PRICE) + own_hours * realised) / months;
  row[R_HOURS] = own_hours * (1 - realised) / months;
  row[R_LOSS] = AT(LOSS);
  row[R_LIFE] = AT(LIFE);
  row[R_RAMP] = AT(RAMP);
  row[R_GAIN] = gain;
  row[R_COST] = AT(UNITS + 2) * AT(PRICE + 2) / 12 + running * realised;
  row[R_OWN] = running * (1 - realised);
  row[R_FAILURE] = AT(FAILURE);
}

static inline void value_row(double *p, int n, int i, const double *row) {
  const double *sums = p + SUMS, *moments = p + MOMENTS;
  int horizon = (int)p[2];
  AT(NET_PRESENT_VALUE) = 0;
  AT(LOWEST) = 0;
  if (AT(IN_USE) == 1) return;
  int fails = row[R_FAILURE] > p[HOLDS + (int)AT(MISSING) * 7 + (int)AT(BARRIERS)];
  int end = (int)row[R_MONTHS], paid_until = end < horizon ? end : horizon;
  double share = fails ? row[R_LOSS] : 1, cash = row[R_CASH] * share;
  double present = -(cash + row[R_HOURS] * share) * sums[paid_until], lowest = -cash * paid_until;
  if (!fails && end < horizon) {
    double gain = row[R_GAIN], cost = row[R_COST], ramp = row[R_RAMP];
    int until = end + (int)row[R_LIFE] < horizon ? end + (int)row[R_LIFE] : horizon;
    int top = end + (int)ramp < until ? end + (int)ramp : until;
    double steps = moments[top] - moments[end] - (end - 1) * (sums[top] - sums[end]);
    present += gain / ramp * (steps + (top - end) * (sums[until] - sums[top]));
    present -= (cost + row[R_OWN]) * (sums[until] - sums[end]);
    lowest += dip(until - end, ramp, gain, cost);
  }
  AT(NET_PRESENT_VALUE) = present;
  AT(LOWEST) = lowest;
}

static void value(double *p, int n) {
  double row[ROW];
  for (int i = 0; i < n; i++) {
    make_row(p, n, i, row);
    value_row(p, n, i, row);
  }
}

static void make_rows(const double *p, int n, double *rows) {
  for (int i = 0; i < n; i++) make_row(p, n, i, rows + i * ROW);
}

static void value_again(double *p, int n, const double *rows) {
  for (int i = 0; i < n; i++) value_row(p, n, i, rows + i * ROW);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  FILE *file = fopen(argv[1], "r+b");
  if (!file) return 1;
  fseek(file, 0, SEEK_END);
  size_t size = ftell(file) / sizeof(double);
  double *p = malloc(size * sizeof(double));
  rewind(file);
  if (fread(p, sizeof(double), size, file) != size) return 1;
  int n = (int)p[0], repeats = atoi(argv[2]);
  draw(p, n);
  value(p, n);
  double *rows = malloc(sizeof(double) * ROW * n);
  make_rows(p, n, rows);
  double start = now();
  for (int r = 0; r < repeats; r++) draw(p, n);
  double drawn = now();
  for (int r = 0; r < repeats; r++) value(p, n);
  double valued = now();
  for (int r = 0; r < repeats; r++) value_again(p, n, rows);
  double again = now();
  printf("%.0f %.0f %.0f\n", (drawn - start) / repeats, (valued - drawn) / repeats, (again - valued) / repeats);
  rewind(file);
  fwrite(p, sizeof(double), size, file);
  return fclose(file);
}
