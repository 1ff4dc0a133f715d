//! Texts for signing in and accounts.

use shop::identity::{
    email::EmailError,
    password::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, PasswordFault},
    service::SignInRefusal,
};

pub struct Identity {
    pub sign_in: &'static str,
    pub email: &'static str,
    pub password: &'static str,
    pub demo_accounts: &'static str,
    pub demo_password: fn(&str) -> String,
    pub shopper: &'static str,
    pub producers: &'static str,
    pub cooperative: &'static str,
    pub operator: &'static str,
    pub refusal: fn(SignInRefusal) -> &'static str,
    pub forgot: &'static str,
    pub forgot_text: &'static str,
    pub send_link: &'static str,
    pub link_sent: &'static str,
    pub link_sent_text: &'static str,
    pub too_many: &'static str,
    pub choose: &'static str,
    pub choose_text: fn(&str) -> String,
    pub new_password: &'static str,
    pub new_password_hint: fn() -> String,
    pub choose_button: &'static str,
    pub link_dead: &'static str,
    pub link_dead_text: &'static str,
    pub another_link: &'static str,
    pub busy: &'static str,
    pub email_fault: fn(EmailError) -> &'static str,
    pub password_fault: fn(PasswordFault) -> String,
    pub mail: Mail,
}

/// What is written to people by mail.
pub struct Mail {
    pub forgotten: &'static str,
    /// Takes the link.
    pub forgotten_text: fn(&str) -> String,
    pub changed: &'static str,
    /// Takes the address of the page for those who forgot their password.
    pub changed_text: fn(&str) -> String,
}

pub const VIETNAMESE: Identity = Identity {
    sign_in: "Đăng nhập",
    email: "Thư điện tử",
    password: "Mật khẩu",
    demo_accounts: "Tài khoản mẫu để thử",
    demo_password: |password| format!("Mật khẩu chung: {password}"),
    shopper: "Khách mua",
    producers: "Cơ sở",
    cooperative: "Hợp tác xã",
    operator: "Vận hành",
    refusal: |refusal| match refusal {
        SignInRefusal::Wrong => "Thư điện tử hoặc mật khẩu chưa đúng.",
        SignInRefusal::TooMany => "Đã thử quá nhiều lần. Xin đợi vài phút rồi thử lại.",
    },
    forgot: "Quên mật khẩu",
    forgot_text: "Nhập thư điện tử của tài khoản. Chợ sẽ gửi một liên kết để đặt mật khẩu mới.",
    send_link: "Gửi liên kết",
    link_sent: "Xin xem hộp thư",
    link_sent_text: "Nếu có tài khoản với thư điện tử đó, một liên kết đang trên đường tới. Liên kết dùng được một lần, trong một giờ. Chưa thấy thì xin xem cả mục thư rác.",
    too_many: "Đã gửi quá nhiều lần. Xin đợi vài phút rồi thử lại.",
    choose: "Đặt mật khẩu",
    choose_text: |email| {
        format!("Cho tài khoản {email}. Sau khi đặt, những nơi đang đăng nhập bằng tài khoản này sẽ bị đăng xuất.")
    },
    new_password: "Mật khẩu mới",
    new_password_hint: || format!("Ít nhất {PASSWORD_CHARS_MIN} ký tự. Một câu dài dễ nhớ là tốt nhất."),
    choose_button: "Đặt mật khẩu và đăng nhập",
    link_dead: "Liên kết này không còn dùng được",
    link_dead_text: "Mỗi liên kết chỉ dùng được một lần và trong thời gian ngắn; xin một liên kết mới thì liên kết cũ cũng hết hiệu lực. Mật khẩu của bạn vẫn như trước.",
    another_link: "Xin liên kết mới",
    busy: "Chợ đang bận, chưa đặt được mật khẩu. Xin thử lại sau ít giây.",
    email_fault: |error| match error {
        EmailError::Empty => "Xin nhập thư điện tử.",
        EmailError::TooLong => "Thư điện tử này dài quá.",
        EmailError::Characters => "Thư điện tử chỉ có chữ không dấu, số và vài ký hiệu; không có khoảng trắng.",
        EmailError::At => "Thư điện tử cần có một dấu @, ví dụ lan@example.vn.",
        EmailError::Domain => "Phần sau dấu @ chưa đúng, ví dụ lan@example.vn.",
    },
    password_fault: |fault| match fault {
        PasswordFault::TooShort => format!("Mật khẩu cần ít nhất {PASSWORD_CHARS_MIN} ký tự."),
        PasswordFault::TooLong => format!("Mật khẩu dài nhất {PASSWORD_CHARS_MAX} ký tự."),
        PasswordFault::Email => "Mật khẩu trùng với thư điện tử thì ai cũng đoán được. Xin chọn mật khẩu khác.".into(),
        PasswordFault::Common => "Mật khẩu này nhiều người dùng, dễ bị đoán. Xin chọn mật khẩu khác.".into(),
    },
    mail: Mail {
        forgotten: "Đặt lại mật khẩu Chợ Làng",
        forgotten_text: |link| {
            format!(
                "Chào bạn,\n\nCó người (chắc là bạn) xin đặt lại mật khẩu ở Chợ Làng. Mở liên kết này để chọn mật khẩu \
                 mới:\n\n{link}\n\nLiên kết dùng được một lần, trong một giờ. Nếu không phải bạn, xin bỏ qua thư này: \
                 mật khẩu vẫn như cũ.\n\nChợ Làng\n"
            )
        },
        changed: "Mật khẩu Chợ Làng đã đổi",
        changed_text: |page| {
            format!(
                "Chào bạn,\n\nMật khẩu tài khoản của bạn ở Chợ Làng vừa được đặt lại, và những nơi đang đăng nhập đã bị \
                 đăng xuất.\n\nNếu không phải bạn, xin đặt lại ngay ở đây và báo cho người vận hành chợ:\n\n{page}\n\n\
                 Chợ Làng\n"
            )
        },
    },
};

pub const ENGLISH: Identity = Identity {
    sign_in: "Sign in",
    email: "E-mail",
    password: "Password",
    demo_accounts: "Demo accounts to try",
    demo_password: |password| format!("The password of all: {password}"),
    shopper: "Shopper",
    producers: "Makers",
    cooperative: "Cooperative",
    operator: "Operator",
    refusal: |refusal| match refusal {
        SignInRefusal::Wrong => "E-mail or password is not right.",
        SignInRefusal::TooMany => "Too many attempts. Please wait a few minutes and try again.",
    },
    forgot: "Forgot your password",
    forgot_text: "Type the account's e-mail address. The market will send a link to choose a new password.",
    send_link: "Send the link",
    link_sent: "Please look in your mailbox",
    link_sent_text: "If there is an account with that address, a link is on its way. It works once, within an hour. If you do not see it, look among the unwanted mail too.",
    too_many: "Too many requests. Please wait a few minutes and try again.",
    choose: "Choose a password",
    choose_text: |email| {
        format!("For the account {email}. Wherever this account is signed in now, it will be signed out.")
    },
    new_password: "New password",
    new_password_hint: || {
        format!("At least {PASSWORD_CHARS_MIN} characters. A long sentence that you remember is best.")
    },
    choose_button: "Set the password and sign in",
    link_dead: "This link no longer works",
    link_dead_text: "Each link works once and for a short time; asking for a new one ends the old one. Your password is as it was.",
    another_link: "Ask for a new link",
    busy: "The market is busy and could not set the password. Please try again in a few seconds.",
    email_fault: |error| match error {
        EmailError::Empty => "Please type the e-mail address.",
        EmailError::TooLong => "This e-mail address is too long.",
        EmailError::Characters => "An e-mail address has plain letters, digits and a few signs, and no spaces.",
        EmailError::At => "An e-mail address needs one @, such as lan@example.vn.",
        EmailError::Domain => "The part after the @ is not right, such as lan@example.vn.",
    },
    password_fault: |fault| match fault {
        PasswordFault::TooShort => format!("A password needs at least {PASSWORD_CHARS_MIN} characters."),
        PasswordFault::TooLong => format!("A password has at most {PASSWORD_CHARS_MAX} characters."),
        PasswordFault::Email => "Anyone would guess your e-mail address. Please choose another password.".into(),
        PasswordFault::Common => {
            "Many people use this password and it is easily guessed. Please choose another.".into()
        }
    },
    mail: Mail {
        forgotten: "Your password at Chợ Làng",
        forgotten_text: |link| {
            format!(
                "Hello,\n\nsomeone (you, we hope) asked to choose a new password at Chợ Làng. Open this link to do \
                 so:\n\n{link}\n\nIt works once, within an hour. If it was not you, leave this mail alone: your password \
                 is as it was.\n\nChợ Làng\n"
            )
        },
        changed: "Your password at Chợ Làng was changed",
        changed_text: |page| {
            format!(
                "Hello,\n\nthe password of your account at Chợ Làng was just set anew, and wherever it was signed in it \
                 was signed out.\n\nIf it was not you, choose a new one here at once and tell the operator of the \
                 market:\n\n{page}\n\nChợ Làng\n"
            )
        },
    },
};
