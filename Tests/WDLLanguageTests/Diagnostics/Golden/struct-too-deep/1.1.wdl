version 1.1

struct S0 {
  S1 inner
}

struct S1 {
  S2 inner
}

struct S2 {
  S3 inner
}

struct S3 {
  S4 inner
}

struct S4 {
  S5 inner
}

struct S5 {
  S6 inner
}

struct S6 {
  S7 inner
}

struct S7 {
  S8 inner
}

struct S8 {
  S9 inner
}

struct S9 {
  S10 inner
}

struct S10 {
  S11 inner
}

struct S11 {
  S12 inner
}

struct S12 {
  S13 inner
}

struct S13 {
  S14 inner
}

struct S14 {
  S15 inner
}

struct S15 {
  S16 inner
}

struct S16 {
  S17 inner
}

struct S17 {
  S18 inner
}

struct S18 {
  S19 inner
}

struct S19 {
  S20 inner
}

struct S20 {
  S21 inner
}

struct S21 {
  S22 inner
}

struct S22 {
  S23 inner
}

struct S23 {
  S24 inner
}

struct S24 {
  S25 inner
}

struct S25 {
  S26 inner
}

struct S26 {
  S27 inner
}

struct S27 {
  S28 inner
}

struct S28 {
  S29 inner
}

struct S29 {
  S30 inner
}

struct S30 {
  S31 inner
}

struct S31 {
  S32 inner
}

struct S32 {
  S33 inner
}

struct S33 {
  S34 inner
}

struct S34 {
  S35 inner
}

struct S35 {
  S36 inner
}

struct S36 {
  S37 inner
}

struct S37 {
  S38 inner
}

struct S38 {
  S39 inner
}

struct S39 {
  S40 inner
}

struct S40 {
  S41 inner
}

struct S41 {
  S42 inner
}

struct S42 {
  S43 inner
}

struct S43 {
  S44 inner
}

struct S44 {
  S45 inner
}

struct S45 {
  S46 inner
}

struct S46 {
  S47 inner
}

struct S47 {
  S48 inner
}

struct S48 {
  S49 inner
}

struct S49 {
  S50 inner
}

struct S50 {
  S51 inner
}

struct S51 {
  S52 inner
}

struct S52 {
  S53 inner
}

struct S53 {
  S54 inner
}

struct S54 {
  S55 inner
}

struct S55 {
  S56 inner
}

struct S56 {
  S57 inner
}

struct S57 {
  S58 inner
}

struct S58 {
  S59 inner
}

struct S59 {
  S60 inner
}

struct S60 {
  S61 inner
}

struct S61 {
  S62 inner
}

struct S62 {
  S63 inner
}

struct S63 {
  S64 inner
}

struct S64 {
  S65 inner
}

struct S65 {
  S66 inner
}

struct S66 {
  S67 inner
}

struct S67 {
  S68 inner
}

struct S68 {
  S69 inner
}

struct S69 {
  S70 inner
}

struct S70 {
  S71 inner
}

struct S71 {
  S72 inner
}

struct S72 {
  S73 inner
}

struct S73 {
  S74 inner
}

struct S74 {
  S75 inner
}

struct S75 {
  S76 inner
}

struct S76 {
  S77 inner
}

struct S77 {
  S78 inner
}

struct S78 {
  S79 inner
}

struct S79 {
  S80 inner
}

struct S80 {
  S81 inner
}

struct S81 {
  S82 inner
}

struct S82 {
  S83 inner
}

struct S83 {
  S84 inner
}

struct S84 {
  S85 inner
}

struct S85 {
  S86 inner
}

struct S86 {
  S87 inner
}

struct S87 {
  S88 inner
}

struct S88 {
  S89 inner
}

struct S89 {
  S90 inner
}

struct S90 {
  S91 inner
}

struct S91 {
  S92 inner
}

struct S92 {
  S93 inner
}

struct S93 {
  S94 inner
}

struct S94 {
  S95 inner
}

struct S95 {
  S96 inner
}

struct S96 {
  S97 inner
}

struct S97 {
  S98 inner
}

struct S98 {
  S99 inner
}

struct S99 {
  S100 inner
}

struct S100 {
  S101 inner
}

struct S101 {
  Int size
}

workflow example {
}
