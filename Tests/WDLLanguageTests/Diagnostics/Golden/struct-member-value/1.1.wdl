version 1.1

struct Sample {
  Int size = 3
}
