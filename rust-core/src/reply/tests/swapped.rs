//! Twenty replies with two words or two numbers swapped: the answer changes, or is withheld. A reader that gave the same
//! answer would not have looked.

use super::*;

/// Country, text, and the two pieces that change places.
const TABLE: [(&str, &str, &str, &str); 20] = [
    ("KH", "Balance 5.00 USD, bonus 2.00 USD", "5.00", "2.00"),
    ("KH", "Main balance: 3.20 USD. Promo balance: 1.00 USD", "Main", "Promo"),
    ("UA", "Balans 7.10hrn, bonus 0.50hrn.", "Balans", "bonus"),
    ("IN", "Charge: Rs 0.50. Main Bal: Rs 12.30", "Charge", "Main Bal"),
    ("IN", "Last call cost Rs.0.660, main balance left 25.258", "0.660", "25.258"),
    ("CZ", "Kredit je 300 Kc, z toho bonus 40 Kc", "300", "40"),
    ("KH", "Previous balance: 5.00 USD. New balance: 3.50 USD", "Previous", "New"),
    ("KH", "You have topped up 5.00 USD. Your balance is 6.20 USD", "5.00", "6.20"),
    ("SE", "Du har 15,50 kr kvar. Samtal 2,00kr/min", "15,50", "2,00"),
    ("KH", "Balance 5.00 USD valid till 04.03.27", "04", "03"),
    ("GB", "Balance £5.00 valid until 04/03/2027", "04", "03"),
    ("US", "Balance $5.00 valid until 04/03/2027", "04", "03"),
    ("GB", "Balance £5.00 valid until 25/03/2027", "25/03", "2027"),
    ("SE", "Saldo 50,00 kr. Giltigt till 2027-03-04", "03", "04"),
    (
        "AU",
        "Expiry date: 14/08/2027\nLast call: 20/07/2027\nCredit: $12.00 valid until 15/08/2027",
        "15",
        "14",
    ),
    ("KH", "Balance 5.00 USD valid till 04.03.27. Plan valid till 10.02.27", "Balance 5.00 USD", "Plan"),
    ("VN", "TK chinh=12.000 VND, HSD 04/03/2027. Khoa 1 chieu 14/03/2027", "04", "14"),
    ("CN", "余额为18.20元，有效期至2027年11月9日", "11", "9"),
    ("KH", "សមតុល្យ 3.40 ដុល្លារ សុពលភាពដល់ថ្ងៃទី 5 ខែ 8 ឆ្នាំ 2027", "5", "8"),
    ("KH", "Data used: 1.2 GB. Data left: 800 MB", "used", "left"),
];

/// The text with two of its pieces in each other's place.
fn swapped(text: &str, one: &str, other: &str) -> String {
    text.replacen(one, "\u{1}", 1).replacen(other, one, 1).replacen('\u{1}', other, 1)
}

#[test]
fn a_swap_changes_the_answer_or_withholds_it() {
    println!("{:>3}  {:40}  {:40}", "", "as sent", "swapped");
    for (row, (country, text, one, other)) in TABLE.into_iter().enumerate() {
        let hints = Hints::of_country(country);
        let changed = swapped(text, one, other);
        assert_ne!(text, changed, "row {row} swaps nothing");
        let (sent, swapped) = (answer(text, &hints), answer(&changed, &hints));
        println!("{row:>3}  {sent:40}  {swapped:40}");
        assert_ne!(sent, swapped, "{text} and {changed}");
        assert!(sent != "nothing", "{text}");
    }
}

fn answer(text: &str, hints: &Hints) -> String {
    let reading = read(text, hints);
    let balance = reading.balance.map(|fact| text[fact.span].to_owned());
    let until = reading.valid_until.map(|fact| fact.value.to_string());
    let data = reading.data_bytes.map(|fact| fact.value.to_string());
    let facts: Vec<String> = [balance, until, data].into_iter().flatten().collect();
    if facts.is_empty() { "nothing".to_owned() } else { facts.join(" until ") }
}
