//! Texts of the feeds of a payee, as the operator sets them.

use shop::payments::feed_secret::{PayeeFeed, SecretRefusal};

pub struct Feeds {
    pub title: &'static str,
    pub about: &'static str,
    pub name: fn(PayeeFeed) -> &'static str,
    pub address: &'static str,
    pub address_about: fn(PayeeFeed) -> &'static str,
    pub set_on: fn(&str) -> String,
    pub not_set: &'static str,
    pub secret: fn(PayeeFeed) -> &'static str,
    pub secret_hint: &'static str,
    pub set: &'static str,
    pub replace: &'static str,
    pub remove: &'static str,
    pub refusal: fn(SecretRefusal) -> &'static str,
    pub done: fn(&str) -> Option<&'static str>,
}

pub const VIETNAMESE: Feeds = Feeds {
    title: "Nguồn báo tiền riêng của cơ sở",
    about: "Mỗi nguồn có khóa bí mật riêng và chỉ có giá trị với tài khoản của cơ sở này. Khóa được mã hóa; đặt rồi thì \
        không ai xem lại được, chỉ thay được.",
    name: |feed| match feed {
        PayeeFeed::Sepay => "SePay",
        PayeeFeed::Casso => "Casso V2",
    },
    address: "Địa chỉ webhook",
    address_about: |feed| match feed {
        PayeeFeed::Sepay => "Dán vào trang Webhooks của SePay, kiểu chứng thực HMAC-SHA256.",
        PayeeFeed::Casso => "Dán vào phần Webhook V2 của Casso.",
    },
    set_on: |day| format!("Đã đặt khóa ngày {day}"),
    not_set: "Chưa đặt khóa, địa chỉ này chưa mở",
    secret: |feed| match feed {
        PayeeFeed::Sepay => "Khóa bí mật của SePay",
        PayeeFeed::Casso => "Khóa bảo mật của Casso",
    },
    secret_hint: "Chép nguyên từ trang của nguồn báo tiền, từ 12 đến 200 ký tự.",
    set: "Đặt khóa",
    replace: "Thay khóa",
    remove: "Bỏ khóa",
    refusal: |refusal| match refusal {
        SecretRefusal::NotFound => "Không còn cơ sở này.",
        SecretRefusal::Malformed => "Khóa gồm 12 đến 200 ký tự không dấu, không có dấu cách. Xin chép lại.",
    },
    done: |what| match what {
        "khoa" => Some("Đã đặt khóa. Từ bây giờ chỉ tin báo ký bằng khóa này được nhận."),
        "bo-khoa" => Some("Đã bỏ khóa. Địa chỉ ấy không còn nhận tin báo."),
        _ => None,
    },
};

pub const ENGLISH: Feeds = Feeds {
    title: "The maker's own bank feeds",
    about: "Each feed has a secret of its own and counts for this maker's accounts only. Secrets are encrypted; once set \
        nobody can see them again, only replace them.",
    name: |feed| match feed {
        PayeeFeed::Sepay => "SePay",
        PayeeFeed::Casso => "Casso V2",
    },
    address: "Webhook address",
    address_about: |feed| match feed {
        PayeeFeed::Sepay => "Paste it into SePay's page of webhooks, authentication HMAC-SHA256.",
        PayeeFeed::Casso => "Paste it into Casso's Webhook V2.",
    },
    set_on: |day| format!("Secret set on {day}"),
    not_set: "No secret yet, the address is closed",
    secret: |feed| match feed {
        PayeeFeed::Sepay => "SePay's secret",
        PayeeFeed::Casso => "Casso's secret",
    },
    secret_hint: "Copied from the feed's own page, 12 to 200 characters.",
    set: "Set the secret",
    replace: "Replace the secret",
    remove: "Remove the secret",
    refusal: |refusal| match refusal {
        SecretRefusal::NotFound => "This maker is not here any more.",
        SecretRefusal::Malformed => "A secret has 12 to 200 plain characters without spaces. Please copy it again.",
    },
    done: |what| match what {
        "khoa" => Some("The secret is set. From now on only messages signed with it are taken."),
        "bo-khoa" => Some("The secret is gone. That address takes no messages any more."),
        _ => None,
    },
};
